import pytest

from yicha.kernel.testing import made_once
from yicha.orgs.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return made_once(World)()


@pytest.fixture
def crowded(world: World) -> World:
    """With the neighbours there from the start."""
    _ = world.sibling, world.foreign
    return world
