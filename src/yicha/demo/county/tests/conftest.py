import pytest

from yicha.demo.county import County, make_county

SEED, YEAR = "青禾", 2026


@pytest.fixture(scope="session")
def county() -> County:
    return make_county(SEED, YEAR)
