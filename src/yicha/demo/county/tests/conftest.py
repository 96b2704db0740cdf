import pytest

from yicha.demo.county import County
from yicha.demo.tests.small import OF_THE_DEMO, whole

SEED, YEAR = OF_THE_DEMO


@pytest.fixture(scope="session")
def county() -> County:
    return whole()
