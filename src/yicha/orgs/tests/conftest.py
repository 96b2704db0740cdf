import pytest

from yicha.orgs.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def crowded(world: World) -> World:
    """With the neighbours there from the start."""
    assert world.sibling
    assert world.foreign
    return world
