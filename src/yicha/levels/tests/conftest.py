from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.inspections.testing import make_inspections
from yicha.orgs.testing import make_department
from yicha.orgs.types import DepartmentKind


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_inspections()
        make_department("DCZ", kind=DepartmentKind.TOWN_GOVERNMENT)
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def county(_county: None) -> Iterator[None]:
    """A small county with visits and inspections, made once in a module; what a test adds is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
