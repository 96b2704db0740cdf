from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.inspections.queries import inspections
from yicha.inspections.testing import make_inspections
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import REGION


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_inspections()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def rows(_county: None) -> Iterator[list[InspectionRow]]:
    """The inspections of a small county, made once in a module; what a test adds is taken back."""
    with transaction.atomic():
        yield inspections(SYSTEM, REGION)
        transaction.set_rollback(True)
