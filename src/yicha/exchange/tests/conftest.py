from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.exchange.testing import match_items
from yicha.inspections.queries import inspections
from yicha.inspections.testing import carry_out, make_inspections
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import REGION


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        for row in make_inspections()[:2]:
            carry_out(row)
        match_items()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def county(_county: None) -> Iterator[list[InspectionRow]]:
    """Two visits carried out by three departments each, whose items the levels above know; what a test adds is taken back."""
    with transaction.atomic():
        yield inspections(SYSTEM, REGION)[:2]
        transaction.set_rollback(True)
