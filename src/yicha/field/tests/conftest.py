"""One small county for all tests of a file, made once; what a test changes, it changes for itself only."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.inspections.testing import make_inspections, notify
from yicha.inspections.types import InspectionRow


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[InspectionRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        rows = make_inspections()
        notify(rows[0])
        yield rows
        transaction.set_rollback(True)


@pytest.fixture
def row(county: list[InspectionRow]) -> Iterator[InspectionRow]:
    """A visit that is announced; nobody has come yet."""
    with transaction.atomic():
        yield county[0]
        transaction.set_rollback(True)
