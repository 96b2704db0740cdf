import pytest

from yicha.orgs.tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()
