from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.disclosure.testing import publish_results
from yicha.inspections.testing import make_inspections
from yicha.inspections.types import Outcome


@pytest.fixture(scope="module")
def _published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        first, second = make_inspections()[:2]
        publish_results(first, Outcome.CORRECTED)
        publish_results(second)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def published_county(_published: None) -> Iterator[None]:
    """Two checks of three departments, published: in the first something was found. Made once in a module; tests leave nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
