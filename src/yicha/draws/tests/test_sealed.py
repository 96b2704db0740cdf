"""YX-2.7b: who reads a sealed list says what for, and the legal supervisors hear of it."""

import json
import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yicha.draws.actions.read_sealed import read_sealed
from yicha.draws.queries import bundle, draw, inquiry, public, selected, standing, upcoming_number
from yicha.draws.testing import hold_ceremony, make_void
from yicha.draws.tests.test_ceremony import subjects_frame
from yicha.draws.tests.test_public import freeze
from yicha.draws.types import ReadSealed
from yicha.draws.web import sealed
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

OFFICE, CLERK = make_actor(Role.COORDINATOR, "LXB", name="office"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")
PURPOSE = "核对第三周的车辆"
YEARS = 3650


@pytest.fixture(autouse=True)
def county() -> None:
    make_region()
    for code in ("SCJG", "SFJ"):
        make_department(code)


def waiting(days: int = YEARS) -> int:
    return freeze(subjects_frame(upcoming_number(REGION, 2026)), open_from=NOW.date() + timedelta(days=days))


def closed(days: int = YEARS) -> int:
    pk = waiting(days)
    hold_ceremony(pk, NOW)
    return pk


def page(who: Actor, pk: int) -> str:
    answer = acting(who).get(reverse("draws:sealed", args=[pk]))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    return str(answer.content.decode())


@pytest.mark.clause("YX-2.7b LYG-5.6")
def test_the_list_opens_to_who_says_what_for_and_to_nobody_else() -> None:
    pk = closed()
    sid = next(sid for sids in selected(SYSTEM, pk).values() for sid in sids)
    address = reverse("draws:sealed", args=[pk])
    assert sid not in page(OFFICE, pk)
    assert "查看封存名单" in acting(OFFICE).get(reverse("draws:draw", args=[pk])).content.decode()
    assert acting(OFFICE).post(address, {"purpose": " "}).status_code == 409
    assert sid not in page(OFFICE, pk)
    assert acting(OFFICE).post(address, {"purpose": PURPOSE}).status_code == 303
    assert sid in page(OFFICE, pk)
    other = page(make_actor(Role.LEGAL_SUPERVISOR, "SFJ"), pk)
    assert sid not in other
    assert PURPOSE in other


def test_it_closes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pk = closed()
    sid = next(sid for sids in selected(SYSTEM, pk).values() for sid in sids)
    read_sealed(OFFICE, ReadSealed(pk, PURPOSE), NOW)
    for late, seen in ((timedelta(minutes=9), True), (timedelta(minutes=10), False)):
        monkeypatch.setattr(sealed, "now", lambda late=late: NOW + late)
        assert (sid in page(OFFICE, pk)) is seen


def test_who_may_not_and_who_is_from_elsewhere() -> None:
    address = reverse("draws:sealed", args=[closed()])
    assert acting(CLERK).get(address).status_code == acting(CLERK).post(address, {"purpose": PURPOSE}).status_code == 403
    assert acting(ELSEWHERE).get(address).status_code == acting(ELSEWHERE).post(address, {"purpose": PURPOSE}).status_code == 404


def test_the_legal_supervisors_hear_of_it() -> None:
    make_account("justice")
    make_post("justice", Role.LEGAL_SUPERVISOR, "SFJ")
    pk = closed()
    read_sealed(OFFICE, ReadSealed(pk, f" {PURPOSE} "), NOW)
    (told,) = inbox(make_actor(Role.LEGAL_SUPERVISOR, "SFJ", name="justice"))
    assert PURPOSE in told.text
    assert "查看了封存名单" in told.title


@pytest.mark.parametrize(("state", "match"), [("frozen", "没有可看的名单"), ("void", "没有可看的名单"), ("open", "已公开")])
def test_there_is_something_to_open_only_between_draw_and_day(state: str, match: str) -> None:
    pk = waiting() if state == "frozen" else closed(0 if state == "open" else YEARS)
    if state == "void":
        make_void(pk, "名录有误", NOW + timedelta(hours=1))
    with pytest.raises(RuleBroken, match=match):
        read_sealed(OFFICE, ReadSealed(pk, PURPOSE), NOW)
    assert "没有封存的名单" in page(OFFICE, pk)


def test_neither_the_work_that_a_question_makes_nor_a_log_line_tells_who_it_is(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.DEBUG):
        pk = closed()
    drawn = {sid for sids in selected(SYSTEM, pk).values() for sid in sids}
    pool = [json.loads(row)["sid"] for row in bundle(SYSTEM, pk, public=False)["pool.jsonl"].splitlines()]
    asked, made = [min(drawn), next(sid for sid in pool if sid not in drawn), "LOC:NOBODY"], set[tuple[str, ...]]()
    monkeypatch.setattr(public, "_published", lambda _: pytest.fail("the bundle is looked into"))
    for sid in asked:
        for ask in (standing, inquiry):
            with CaptureQueriesContext(connection) as queries, pytest.raises(NotFound):
                ask(REGION, draw(SYSTEM, pk).number, NOW.date(), sid)
            made.add(tuple(one["sql"] for one in queries.captured_queries))
    assert len(made) == 1
    assert not [sid for sid in drawn if sid in caplog.text]


def test_the_database_holds_it_too() -> None:
    pk = closed()
    read_sealed(OFFICE, ReadSealed(pk, PURPOSE), NOW)
    nobody = f"INSERT INTO draws_sealedreading (draw_id, account, purpose, at) VALUES ({pk}, 'x', '', now())"
    for statement in (nobody, "UPDATE draws_sealedreading SET purpose = 'x'", "DELETE FROM draws_sealedreading"):
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(statement), NOW)
