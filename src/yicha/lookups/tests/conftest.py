from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.duties.testing import make_departments
from yicha.lookups.queries.registers import forget_failures
from yicha.lookups.testing import RegisterServer, register_server
from yicha.subjects.testing import make_subjects
from yicha.subjects.types import SubjectRow

USCC = "9199999931412580XT"
FACTS = {"名称": "好味道", "住所": "幸福路8号", "法定代表人": "王小明", "联系电话": "13800001234", "登记状态": "存续"}


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_departments()
        make_subjects(SubjectRow(sid=USCC, uscc=USCC, name="好味道"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def county(_county: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def server(settings: object) -> Iterator[RegisterServer]:
    """A 法人库 that this site has, on a server of the test's own; nobody is left alone from the test before."""
    forget_failures()
    with register_server(known={USCC: FACTS}, token="secret") as made:
        columns = {"住所": "address", "登记状态": "status", "法定代表人": "status"}
        known = {"url": made.url, "token": "secret", "columns": columns, "seconds": 2}
        settings.YICHA_REGISTERS = {"legal_person": ("yicha.lookups.queries.registers.HttpRegister", known)}  # type: ignore[attr-defined] # pytest-django's
        yield made
