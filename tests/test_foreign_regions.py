"""Every use case of the main job, asked by the right role of another county and of another department: refused, and nothing is left.

`tests/ready/` has a maker for each of them; a use case without one fails. orgs and norms have walks of their own.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.ready import CASES, MAKERS
from tests.ready.world import STRANGERS, Ready, World, account_of, make_world
from yicha.config.roles import GRANTS, ROLES
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.jurisdiction import ABSENT
from yicha.kernel.refusals import NotFound, Refusal
from yicha.kernel.testing import NOW
from yicha.orgs.queries import signing_officer
from yicha.orgs.testing import officer_row
from yicha.orgs.types import WHOLE_REGION

ELSEWHERE = ("62/6208/620899", "62/6207/6207990", "")  # no county at all counts as another one
NUMBERED = {"draw", "programme", "plan", "visit", "inspection", "filing", "publication"}
NONE_SUCH = 10**9
OWN = {
    "open_lane",
    "quarantine_bytes",
    "pin_forms",
    "record_field_batch",
    "record_field_work",
}  # of the own phone: what it brings is kept, whatever it speaks of (I-6)
EVERYBODYS = {
    *OWN,
    "hand_in_export",  # a colleague may carry the file; author is the officer of the lane (FIELD1 §10)
    *("raise_dispute", "report_conflict"),  # whoever sees that duties or rules clash says so, also of others' (GX-2.3, GX-2.4b)
    *("add_identifier", "set_openings", "tag_subject", "publish_pool"),  # one register for all departments (YX-2.7)
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Prepared once, rolled back in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def prepared(world: World) -> Iterator[World]:
    """What a test changes, it changes for itself only."""
    with transaction.atomic():
        yield world
        transaction.set_rollback(True)


def role_of(name: str) -> Role | None:
    roles = GRANTS[CASES[name].may]
    return roles[0] if roles else None


def person(name: str, ready: Ready, region: str | None = None, department: str = "") -> Actor:
    """Who holds the role in that region and department. What the system does itself is tried by somebody with just that permission."""
    role = role_of(name)
    account = account_of(officer_row(900).cert_no) if department else ready.account or "somebody"
    place = department or ready.department
    permissions = ROLES[role] if role else frozenset({str(CASES[name].may)})
    return Actor(
        account,
        account,
        ready.region if region is None else region,
        place,
        role or "",
        whole_region=role is None or role in WHOLE_REGION,
        permissions=permissions,
    )


def everything() -> str:
    """All rows of all tables, the queue's too, as one digest."""
    tables = sorted(model._meta.db_table for model in apps.get_models() if model._meta.managed or model._meta.app_label == "procrastinate")
    each = " UNION ALL ".join(f"SELECT '{table}', count(*), sum(hashtextextended(row::text, 0)) FROM {table} row" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(string_agg(said::text, '' ORDER BY said::text)) FROM ({each}) said")
        return str(cursor.fetchone()[0])


def test_every_use_case_has_its_maker() -> None:
    assert CASES.keys() == MAKERS.keys()


def test_a_changed_row_would_be_seen(prepared: World) -> None:
    before = everything()
    ready = MAKERS["cancel_visit"](prepared)
    assert everything() == before
    CASES["cancel_visit"](SYSTEM, ready.command, ready.at)
    assert everything() != before


@pytest.mark.parametrize(("turn", "name"), list(enumerate(MAKERS)))
def test_strangers_are_refused_and_leave_nothing_and_who_may_does_it(turn: int, name: str, prepared: World) -> None:
    """In one place elsewhere by turn, in the others at night. That it is done in the end gives the refusals their meaning."""
    ready = MAKERS[name](prepared)
    before = everything()
    if name not in OWN:
        refused_elsewhere(name, ready, ELSEWHERE[turn % len(ELSEWHERE)])
    if name not in EVERYBODYS and role_of(name) not in {None, *WHOLE_REGION}:
        refused_to_another_department(name, ready)
    assert everything() == before
    event = CASES[name](person(name, ready) if role_of(name) else SYSTEM, ready.command, ready.at)
    assert event.about


@pytest.mark.nightly
@pytest.mark.parametrize("region", ELSEWHERE)
@pytest.mark.parametrize("name", sorted(MAKERS.keys() - OWN))
def test_no_place_elsewhere_has_it(name: str, region: str, prepared: World) -> None:
    ready = MAKERS[name](prepared)
    before = everything()
    refused_elsewhere(name, ready, region)
    assert everything() == before


def refused_elsewhere(name: str, ready: Ready, region: str) -> None:
    """To the same role, as if there were nothing."""
    with pytest.raises(NotFound) as caught, transaction.atomic():
        CASES[name](person(name, ready, region), ready.command, ready.at)
    assert caught.value.message == ABSENT
    if absent := absent_twin(ready.command):
        with pytest.raises(NotFound) as of_nothing, transaction.atomic():
            CASES[name](person(name, ready, region), absent, ready.at)
        assert said(of_nothing.value) == said(caught.value)


def refused_to_another_department(name: str, ready: Ready) -> None:
    with pytest.raises(Refusal), transaction.atomic():
        CASES[name](person(name, ready, department=STRANGERS), ready.command, ready.at)


def test_an_officer_of_another_department_is_really_one(prepared: World) -> None:
    assert signing_officer(person("scan_in", MAKERS["scan_in"](prepared), department=STRANGERS), NOW.date()).department == STRANGERS


def absent_twin(command: Any) -> Any:
    """The same about something that nobody has; None where the command names only its region."""
    named = [field.name for field in fields(command) if field.name in NUMBERED]
    return replace(command, **{named[0]: NONE_SUCH}) if named else None


def said(refusal: Refusal) -> tuple[object, ...]:
    return refusal.message, refusal.clause, refusal.exits


@pytest.mark.parametrize("name", ["import_subjects", "file_unplanned", "plan_triggered"])
def test_a_county_cannot_reach_another_s_subjects_under_its_own_name(name: str, prepared: World) -> None:
    ready = MAKERS[name](prepared)
    if name == "import_subjects":
        CASES[name](SYSTEM, ready.command, ready.at)
    before = everything()
    with pytest.raises(Refusal), transaction.atomic():
        CASES[name](person(name, ready, ELSEWHERE[0]), replace(ready.command, region_path=ELSEWHERE[0]), ready.at)
    assert everything() == before
