"""One small county for all tests of a file, made once; what a test changes, it changes for itself only.

For tests of the phone (`browser`): an office that says what the protocol says, and phones that can be killed; or the real office, and
the phones of three officers before it (`officers`), in files whose `county` is `county_in_a_browser`.
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
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode

PHONE_NORMS = {NormCode.EVIDENCE_PHOTO_MAX_MB: 20, NormCode.EVIDENCE_CLIP_MAX_MB: 200, NormCode.EVIDENCE_FILES_MAX: 200}
PHONE_NORMS |= {NormCode.FIELD_IDLE_MINUTES: 15, NormCode.FIELD_EXPIRY_DAYS: 7, NormCode.FIELD_PACKAGE_DAYS: 7}
PHONE_NORMS |= {NormCode.FIELD_CHUNK_HOURS: 24, NormCode.FIELD_TEXT_DAYS: 7, NormCode.FIELD_HELD_DAYS: 5}
PHONE_NORMS |= {NormCode.FIELD_KDF_ROUNDS: 1000}  # how long a secret takes is no matter of the cases

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

    from yicha.field.tests.counter import Officer
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


@pytest.fixture(scope="module")
def county_in_a_browser(browser: "Browser", beside_a_browser: None, once: None) -> list[InspectionRow]:
    """Made with the browser open: its connection is then the one of the requests."""
    rows = make_inspections()
    notify(rows[0])
    for name, value in PHONE_NORMS.items():
        put_norm(name, value)
    return rows


@pytest.fixture(scope="module")
def officers(browser: "Browser", county: list[InspectionRow]) -> "Iterator[dict[str, Officer]]":
    with resolve_name("yicha.field.tests.counter:at_the_counter")(browser) as made:
        yield made


@pytest.fixture
def before(row: InspectionRow, officers: "dict[str, Officer]") -> Iterator[Visit]:
    """On the day, before anybody has come; the three have their phones with them."""
    found = Visit(row, on_the_day(row))
    with shifted(found.at):
        for name, actor in (("zhang", found.zhang.actor), ("su", found.su.actor), ("bai", found.bai.actor)):
            officers[name].meet(actor, found.zhang.visits[found.id])
        yield found


@pytest.fixture
def here(before: Visit) -> Visit:
    """It has begun."""
    assert before.zhang.send(before.zhang.make(before.id, "arrive", body={"code": before.row.code})) == [("applied", "")]
    before.pull()
    return before


@pytest.fixture
def zhang(before: Visit, officers: "dict[str, Officer]", request: pytest.FixtureRequest) -> "Officer":
    return _with_the_tasks(officers["zhang"], request)


@pytest.fixture
def su(before: Visit, officers: "dict[str, Officer]", request: pytest.FixtureRequest) -> "Officer":
    return _with_the_tasks(officers["su"], request)


@pytest.fixture
def bai(before: Visit, officers: "dict[str, Officer]", request: pytest.FixtureRequest) -> "Officer":
    return _with_the_tasks(officers["bai"], request)


def _with_the_tasks(officer: "Officer", request: pytest.FixtureRequest) -> "Officer":
    """His phone holds what the office knows when the test begins, and is off the network."""
    if "here" in request.fixturenames:
        request.getfixturevalue("here")
    officer.come()
    return officer
