"""WY-5.8b: the legal supervisor stops a visit under way, and decides what becomes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.actions.end_stopped_inspection import end_stopped_inspection
from yicha.inspections.actions.lift_stop import lift_stop
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.queries import answers, inspection
from yicha.inspections.testing import answer, officer, on_the_day, planned, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import (
    EndStoppedInspection,
    InspectionRow,
    InspectionStatus,
    LiftStop,
    RecordAnswers,
    StopInspection,
    TaskStatus,
)
from yicha.inspections.web.labels import STATUSES
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import actor
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.planning.types import VisitStatus
from yicha.shell.testing import acting

scenarios("features/stopping.feature")

SUPERVISOR = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
Case = Callable[[Any, Any, datetime], Any]


@dataclass
class Story:
    row: InspectionRow
    untouched: InspectionRow
    refusal: Refusal | None = None

    @property
    def now(self) -> InspectionRow:
        return inspection(SYSTEM, self.row.id)

    def attempt(self, case: Case, command: object) -> None:
        try:
            case(SUPERVISOR, command, on_the_day(self.row, 12))
        except Refusal as refusal:
            self.refusal = refusal

    def fill(self) -> None:
        department = planned(self.row).departments[-1]
        one = answer(self.row, department)[:1]
        record_answers(officer(self.row, department), RecordAnswers(self.row.id, one), on_the_day(self.row, 13))


@pytest.fixture
def story(opened: list[InspectionRow]) -> Story:
    row = next(one for one in opened if len(planned(one).departments) > 1)
    return Story(row, next(one for one in opened if one.id != row.id))


@given("三个部门的检查正在进行，牵头部门已经答完")
def _(story: Story) -> None:
    sid, lead = planned(story.row).sid, planned(story.row).lead
    make_account("head")
    make_post("head", Role.DEPARTMENT_HEAD, department=lead, at=on_the_day(story.row, 8))
    make_account("firm")
    make_post("firm", Role.ENTERPRISE, subject=sid, at=on_the_day(story.row, 8))
    start(story.row)
    record_answers(officer(story.row, lead), RecordAnswers(story.row.id, answer(story.row, lead)), on_the_day(story.row, 11))


@given(parsers.parse("司法监督因“{reason}”叫停检查"))
@when(parsers.parse("司法监督因“{reason}”叫停检查"))
def _(story: Story, reason: str) -> None:
    story.attempt(stop_inspection, StopInspection(story.row.id, reason))


@when(parsers.parse("司法监督因“{reason}”叫停还没开始的检查"))
def _(story: Story, reason: str) -> None:
    story.attempt(stop_inspection, StopInspection(story.untouched.id, reason))


@when(parsers.parse("司法监督因“{reason}”恢复检查"))
def _(story: Story, reason: str) -> None:
    story.attempt(lift_stop, LiftStop(story.row.id, reason))


@when(parsers.parse("司法监督因“{reason}”终止检查"))
def _(story: Story, reason: str) -> None:
    story.attempt(end_stopped_inspection, EndStoppedInspection(story.row.id, reason))


@then(parsers.parse("检查是“{label}”"))
def _(story: Story, label: str) -> None:
    assert story.refusal is None
    assert STATUSES[story.now.status][0] == label


@then("牵头部门的记录还在")
def _(story: Story) -> None:
    assert answers(SYSTEM, story.row.id)


@then("检查人员不能再填")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken):
        story.fill()


@then("检查人员可以接着填")
def _(story: Story) -> None:
    before = len(answers(SYSTEM, story.row.id))
    story.fill()
    assert len(answers(SYSTEM, story.row.id)) > before


@then("检查人员、部门负责人和企业都收到通知")
def _(story: Story) -> None:
    people = {"head", "firm", officer(story.row, planned(story.row).lead).id}
    assert {name for name in people if inbox(actor(id=name))} == people
    assert {inbox(actor(id=name))[0].title for name in people} == {"检查已被叫停，请停止现场检查"}


@then("各部门的部分都撤回，这次上门算数")
def _(story: Story) -> None:
    assert {task.status for task in story.now.tasks} == {TaskStatus.WITHDRAWN}
    assert planned(story.row).status is VisitStatus.DONE


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


class TestPages:
    @pytest.fixture
    def begun(self, opened: list[InspectionRow]) -> Iterator[InspectionRow]:
        start(opened[0])
        with shifted(on_the_day(opened[0], 12)):
            yield opened[0]

    def test_stop_then_decide(self, begun: InspectionRow) -> None:
        page, stop, decide = (f"/visits/{begun.id}/{name}" for name in ("", "stop/", "stopped/"))
        supervisor = acting(SUPERVISOR)
        assert stop in supervisor.get(page).content.decode()
        before = Entry.objects.count()
        assert supervisor.get(stop).status_code == 200
        assert Entry.objects.count() == before
        assert supervisor.post(stop, {"reason": "现场只有一名执法人员"}).status_code == 303
        assert "现场只有一名执法人员" in supervisor.get(page).content.decode()
        assert "请停止检查" in acting(officer(begun, planned(begun).lead)).get(f"/check/{begun.id}/").content.decode()
        assert supervisor.get(decide).status_code == 200
        assert supervisor.post(decide, {"reason": "人已到齐", "decision": "resume"}).status_code == 303
        assert inspection(SYSTEM, begun.id).status is InspectionStatus.STARTED
        assert "叫停后恢复" in supervisor.get("/oversight/").content.decode()

    @pytest.mark.parametrize("name", ["stop", "stopped"])
    def test_nobody_else_may(self, begun: InspectionRow, name: str) -> None:
        address = f"/visits/{begun.id}/{name}/"
        assert acting(make_actor(Role.COORDINATOR, "LXB")).post(address, {"reason": "x"}).status_code == 403
        foreign = acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ", "62/6208/620899"))
        assert foreign.post(address, {"reason": "x"}).status_code == 404
