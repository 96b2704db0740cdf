"""One small county for all tests of a file, made once; what a test changes, it changes for itself only."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from yicha.inspections.testing import make_inspections
from yicha.inspections.types import InspectionRow


@pytest.fixture(scope="module")
def county(once: None) -> list[InspectionRow]:
    return make_inspections()


@pytest.fixture
def opened(county: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    """Every visit of the county as its officers were drawn."""
    with transaction.atomic():
        yield county
        transaction.set_rollback(True)
