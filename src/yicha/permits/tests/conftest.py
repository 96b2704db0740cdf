from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.duties.testing import make_departments


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_departments()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def county(_county: None) -> Iterator[None]:
    """Norms, departments and two items, made once in a module; what a test adds is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
