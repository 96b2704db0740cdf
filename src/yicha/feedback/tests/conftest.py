from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.inspections.testing import carry_out, make_inspections
from yicha.inspections.types import InspectionRow


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[InspectionRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_inspections()
        yield [*(carry_out(row) for row in made[:5]), *made[5:]]
        transaction.set_rollback(True)


@pytest.fixture
def visits(_county: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    """A small county whose first five visits have taken place, the sixth not yet, made once in a module; what a test adds is taken back."""
    with transaction.atomic():
        yield _county
        transaction.set_rollback(True)
