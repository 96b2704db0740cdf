"""异议 before a visit: as scenarios, on screens, and past the use cases."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.deadlines import Light
from yicha.inspections.actions.decide_objection import decide_objection
from yicha.inspections.actions.raise_objection import raise_objection
from yicha.inspections.queries import inspection, objection_of
from yicha.inspections.testing import enter_with_code, notify, officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import (
    DecideObjection,
    InspectionRow,
    InspectionStatus,
    ObjectionGround,
    ObjectionStatus,
    RaiseObjection,
)
from yicha.inspections.web.labels import STATUSES
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.planning.models import ClassUse
from yicha.planning.testing import owner
from yicha.shell.testing import acting

scenarios("features/objections.feature")
SUPERVISOR = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")


@dataclass
class Story:
    row: InspectionRow
    refusal: Refusal | None = None

    @property
    def now(self) -> InspectionRow:
        return inspection(SYSTEM, self.row.id)

    @property
    def at(self) -> datetime:
        return on_the_day(self.row, 8) - timedelta(days=3)

    def attempt(self, act: Callable[[Any, Any, datetime], Any], who: Actor, command: object) -> None:
        self.refusal = None
        try:
            act(who, command, self.at)
        except Refusal as refusal:
            self.refusal = refusal


def objected(row: InspectionRow, words: str = "今年省局已经查过") -> RaiseObjection:
    return RaiseObjection(row.id, ObjectionGround.OVER_LIMIT, words)


@pytest.fixture
def story(opened: list[InspectionRow]) -> Story:
    return Story(next(one for one in opened if len(planned(one).departments) > 1))


@given("三个部门的检查已经通知企业")
def _(story: Story) -> None:
    make_account("head")
    make_post("head", Role.DEPARTMENT_HEAD, department=planned(story.row).lead, at=story.at - timedelta(days=9))
    make_account("firm")
    make_post("firm", Role.ENTERPRISE, subject=planned(story.row).sid, at=story.at - timedelta(days=9))
    officer(story.row, planned(story.row).lead)
    notify(story.row)


@given("没有别的事")
def _() -> None: ...


@given("执法人员已经入企")
def _(story: Story) -> None:
    enter_with_code(story.row, story.row.code)


@given("异议已经裁定不成立")
def _(story: Story) -> None:
    raise_objection(owner(planned(story.row).sid), objected(story.row), story.at)
    decide_objection(SUPERVISOR, DecideObjection(story.row.id, uphold=False, reason="不是同一类"), story.at)


@given(parsers.re("企业以“(?P<words>.*)”提出异议"))
@when(parsers.re("企业以“(?P<words>.*)”提出异议"))
def _(story: Story, words: str) -> None:
    story.attempt(raise_objection, owner(planned(story.row).sid), objected(story.row, words))


@when(parsers.parse("牵头部门登记“{caller}”来电的异议"))
def _(story: Story, caller: str) -> None:
    clerk = make_actor(Role.DEPARTMENT_CLERK, planned(story.row).lead)
    story.attempt(raise_objection, clerk, objected(story.row))
    assert story.refusal  # nobody is named who called
    story.attempt(raise_objection, clerk, replace(objected(story.row), caller=caller))


@when(parsers.re("司法监督以“(?P<reason>.*)”裁定异议(?P<how>成立|不成立)"))
def _(story: Story, reason: str, how: str) -> None:
    story.attempt(decide_objection, SUPERVISOR, DecideObjection(story.row.id, uphold=how == "成立", reason=reason))


@when("牵头部门自己裁定异议不成立")
def _(story: Story) -> None:
    head = make_actor(Role.DEPARTMENT_HEAD, planned(story.row).lead)
    story.attempt(decide_objection, head, DecideObjection(story.row.id, uphold=False, reason="x"))


@then(parsers.parse("检查是“{words}”"))
def _(story: Story, words: str) -> None:
    assert STATUSES[story.now.status][0] == words


@then("执法人员扫码入企被拒绝，依据“LYG-4.3d”")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken) as refused:
        enter_with_code(story.row, story.row.code)
    assert refused.value.clause == "LYG-4.3d"


@then("执法人员可以扫码入企")
def _(story: Story) -> None:
    enter_with_code(story.row, story.row.code)
    assert story.now.status is InspectionStatus.STARTED


@then("执法人员、部门负责人和企业都收到通知")
def _(story: Story) -> None:
    who = officer(story.row, planned(story.row).lead).id
    for account in ("head", "firm", who):
        assert any("异议" in one.title for one in inbox(actor(id=account)))


@then("这次上门不再占用次数")
def _(story: Story) -> None:
    assert not ClassUse.objects.filter(visit=story.row.visit, given_back=False).exists()


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.refusal
    assert story.refusal.clause == clause
    assert story.refusal.exits


@pytest.fixture
def row(opened: list[InspectionRow]) -> Iterator[InspectionRow]:
    told = next(one for one in opened if len(planned(one).departments) > 1)
    notify(told)
    with shifted(on_the_day(told, 8) - timedelta(days=3)):
        yield told


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


class TestScreens:
    def test_a_clerk_writes_down_a_call(self, row: InspectionRow) -> None:
        clerk = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead))
        assert "登记来电异议" in words(clerk.get(f"/visits/{row.id}/"))
        said = {"ground": "over_limit", "words": "说今年来过了", "caller": "李掌柜 13900000000"}
        assert clerk.post(f"/visits/{row.id}/objection/", said | {"caller": ""}).status_code == 200
        assert clerk.post(f"/visits/{row.id}/objection/", said).status_code == 303
        shown = words(clerk.get(f"/visits/{row.id}/"))
        assert "企业有异议，裁定前不得上门：说今年来过了" in shown
        assert "登记来电异议" not in shown

    def test_the_supervisor_decides_in_sight_of_the_year(self, row: InspectionRow) -> None:
        raise_objection(owner(planned(row).sid), objected(row), on_the_day(row, 8) - timedelta(days=3))
        office = acting(SUPERVISOR)
        assert planned(row).name in words(office.get("/visits/objections/"))
        shown = words(office.get(f"/visits/{row.id}/objection/decide/"))
        assert "今年省局已经查过" in shown
        assert planned(row).demands[0].check_class in shown
        answer = office.post(f"/visits/{row.id}/objection/decide/", {"decision": "uphold", "reason": "确已查过"})
        assert answer.status_code == 303
        assert inspection(SYSTEM, row.id).status is InspectionStatus.CANCELLED
        assert "没有等裁定的异议" in words(office.get("/visits/objections/"))

    def test_the_officers_phone_stands_still(self, row: InspectionRow) -> None:
        who = acting(officer(row, planned(row).lead))
        assert "亮码入企" in words(who.get(f"/check/{row.id}/"))
        raise_objection(owner(planned(row).sid), objected(row), on_the_day(row, 8) - timedelta(days=3))
        shown = words(who.get(f"/check/{row.id}/"))
        assert "裁定前不得上门" in shown
        assert "亮码入企" not in shown
        assert who.post(f"/check/{row.id}/code/", {"code": row.code}).status_code == 409

    def test_whoever_scans_the_code_is_told(self, row: InspectionRow) -> None:
        raise_objection(owner(planned(row).sid), objected(row), on_the_day(row, 8) - timedelta(days=3))
        assert "裁定前不得进门" in words(acting(make_actor(Role.COORDINATOR)).get(f"/v/{row.code}"))

    @pytest.mark.parametrize("name", ["objection", "objection/decide"])
    def test_others_are_refused_and_looking_changes_nothing(self, row: InspectionRow, name: str) -> None:
        raise_objection(owner(planned(row).sid), objected(row), on_the_day(row, 8) - timedelta(days=3))
        before = Entry.objects.count()
        assert acting(make_actor(Role.OFFICER, planned(row).lead)).get(f"/visits/{row.id}/{name}/").status_code == 403
        role = Role.DEPARTMENT_CLERK if name == "objection" else Role.LEGAL_SUPERVISOR
        assert acting(make_actor(role, planned(row).lead)).get(f"/visits/{row.id}/{name}/").status_code == 200
        for pk in (row.id, 999_999):
            assert acting(make_actor(role, region="62/6207/620798")).get(f"/visits/{pk}/{name}/").status_code == 404
        assert Entry.objects.count() == before


def test_another_enterprise_cannot_object(opened: list[InspectionRow]) -> None:
    other = next(one for one in opened if planned(one).sid != planned(opened[0]).sid)
    notify(opened[0])
    with pytest.raises(NotFound):
        raise_objection(owner(planned(other).sid), objected(opened[0]), NOW)


def test_the_clock_runs_towards_the_decision(row: InspectionRow) -> None:
    begun = on_the_day(row, 8) - timedelta(days=3)
    raise_objection(owner(planned(row).sid), objected(row), begun)
    raised, late = objection_of(SYSTEM, row.id, begun), objection_of(SYSTEM, row.id, begun + timedelta(days=30))
    assert raised
    assert raised.clock
    assert raised.clock.light is not Light.OVER
    assert late
    assert late.clock
    assert late.clock.light is Light.OVER
    assert raised.status is ObjectionStatus.OPEN


class TestDatabase:
    """Whatever way is tried."""

    def attempt(self, statement: str, *values: object) -> None:
        with transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(statement, values), NOW)  # type: ignore[arg-type]  # what the statements below take

    def test_nothing_moves_while_an_objection_is_open(self, row: InspectionRow) -> None:
        raise_objection(owner(planned(row).sid), objected(row), on_the_day(row, 8) - timedelta(days=3))
        for status in ("started", "notified", "cancelled"):
            with pytest.raises(IntegrityError, match="waits for the decision"):
                self.attempt("UPDATE inspections_inspection SET status = %s, cancelled_because = 'x' WHERE id = %s", status, row.id)

    def test_an_objection_that_holds_nothing_cannot_be_stored(self, row: InspectionRow) -> None:
        said = """INSERT INTO inspections_objection (inspection_id, region_path, ground, words, caller, raised_at, status, decision)
            VALUES (%s, '62', 'other', 'x', '', now(), 'open', '')"""
        with pytest.raises(IntegrityError, match="does not stand still"):
            self.attempt(said, row.id)
