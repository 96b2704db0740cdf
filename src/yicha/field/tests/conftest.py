"""One small county for all tests of a file, made once; what a test changes, it changes for itself only.

For tests of the phone (`browser`): an office that says what the protocol says, and phones that can be killed.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.browser import MISSING, chromium
from yicha.field.tests.visiting import Visit
from yicha.inspections.testing import make_inspections, notify, on_the_day
from yicha.inspections.types import InspectionRow

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

    from yicha.field.tests.desk import Desk
    from yicha.field.tests.phones import Phone


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


@pytest.fixture(scope="module")
def play() -> "Iterator[Playwright]":
    if not chromium():
        (pytest.fail if os.environ.get("YICHA_REQUIRE_BROWSER") == "1" else pytest.skip)(MISSING)
    yield from resolve_name("yicha.field.tests.phones:playwright")()


@pytest.fixture
def desk() -> "Desk":
    made: Desk = resolve_name("yicha.field.tests.desk:Desk")()
    return made


@pytest.fixture
def phones(desk: "Desk", play: "Playwright", tmp_path: Path) -> "Iterator[Callable[..., Phone]]":
    """`phones("a")` is a phone with a profile of its own."""
    opened, phones_in = resolve_name("yicha.field.tests.desk:open_desk"), resolve_name("yicha.field.tests.phones:phones_in")
    with opened(desk) as address, phones_in(tmp_path, address, play) as make:
        yield make


@pytest.fixture
def visit(row: InspectionRow) -> Visit:
    """It has begun: Zhang showed the code."""
    found = Visit(row, on_the_day(row))
    assert found.zhang.send(found.zhang.make(row.id, "arrive", body={"code": row.code})) == [("applied", "")]
    found.pull()
    return found
