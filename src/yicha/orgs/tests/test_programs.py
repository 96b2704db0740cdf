"""接入系统: admitted by two persons, known by a token that is shown once, and gone with its end."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.test import Client

from yicha.kernel.actor import Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.queries import programs
from yicha.orgs.testing import make_actor, make_department, make_program, make_region
from yicha.orgs.tests.world import DAY
from yicha.orgs.types import ProgramStatus, Scope
from yicha.orgs.web.programs import program_of
from yicha.permits.types import PermitPermission
from yicha.shell.testing import acting

SECURITY, AUDIT = make_actor(Role.SECURITY_ADMIN), make_actor(Role.AUDIT_ADMIN)
STEWARD, CLERK = make_actor(Role.DATA_STEWARD, "SJJ"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.SECURITY_ADMIN, region="62/6208/620899")
PAGE, TOKEN = "/admin/programs/", "t" * 43
SAID: dict[str, Any] = {"name": "审批平台", "department": "SCJG", "scopes": ["permits"], "until": "2099-12-31"}


@pytest.fixture(autouse=True)
def _county(db: None) -> None:
    make_region()
    make_department("SCJG")


def caller(token: str = TOKEN, day: int = 0) -> Actor | None:
    request = HttpRequest()
    request.META["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return program_of(request, NOW + timedelta(days=day))


def test_one_names_it_another_admits_it_and_the_token_is_seen_once() -> None:
    assert acting(SECURITY).post(f"{PAGE}propose/", SAID).status_code == 303
    (row,) = programs(AUDIT)
    approve = f"{PAGE}{row.id}/approve/"
    assert approve in acting(AUDIT).get(PAGE).content.decode()
    assert approve not in acting(SECURITY).get(PAGE).content.decode()
    assert {acting(who).post(approve).status_code for who in (SECURITY, STEWARD, CLERK)} == {403}
    shown = acting(AUDIT).post(approve)
    token = shown.content.decode().partition('orgs-key">')[2].partition("<")[0]
    found = caller(token)
    assert found is not None
    assert (found.id, found.department, found.may(PermitPermission.FEED), found.may(PermitPermission.READ)) == (
        f"program:{row.id}",
        "SCJG",
        True,
        False,
    )
    assert shown["Cache-Control"] == "no-store"
    assert token not in acting(AUDIT).get(PAGE).content.decode()
    assert not any(token in str(entry) for entry in Entry.objects.values_list("payload", flat=True))


def test_its_end_is_at_once_and_needs_a_reason() -> None:
    program = make_program(TOKEN, Scope.PERMITS)
    end = f"{PAGE}{program}/end/"
    assert caller() is not None
    assert acting(SECURITY).post(end, {f"p{program}-reason": ""}).status_code == 422
    assert acting(ELSEWHERE).post(end, {f"p{program}-reason": "换系统"}).status_code == 404
    assert acting(SECURITY).post(end, {f"p{program}-reason": "换系统"}).status_code == 303
    assert caller() is None
    assert programs(SECURITY)[0].status is ProgramStatus.ENDED
    assert programs(ELSEWHERE) == []


def test_its_last_day_is_its_last() -> None:
    make_program(TOKEN, Scope.PERMITS, until=DAY)
    assert caller() is not None
    assert caller(day=1) is None
    assert caller("x" * 43) is None


def test_a_session_and_a_token_of_nobody_open_nothing() -> None:
    make_program(TOKEN, Scope.PERMITS)
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {TOKEN}"}):
        assert Client().post("/api/v1/permits", "{}", content_type="application/json", headers=headers).status_code == 401
    assert Client().post("/api/v1/permits", "{}", content_type="application/json", headers=bearer()).status_code == 422


def bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"department": "NONE"}, {"scopes": []}, {"scopes": ["all"]}, {"until": "2020-01-01"}, {"until": "soon"}]
)
def test_what_is_no_program_is_said_at_the_form(wrong: dict[str, Any]) -> None:
    assert acting(SECURITY).post(f"{PAGE}propose/", SAID | wrong).status_code == 422
    assert programs(SECURITY) == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE orgs_program SET approved_by = proposed_by",
        "UPDATE orgs_program SET digest = ''",
        "UPDATE orgs_program SET digest = 'plain token'",
        "UPDATE orgs_program SET scopes = '{everything}'",
        "UPDATE orgs_program SET status = 'ended'",
        "DELETE FROM orgs_program",
    ],
)
def test_the_table_refuses_what_makes_no_sense(attack: str) -> None:
    make_program(TOKEN, Scope.PERMITS)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)
