from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.queries import inspection
from yicha.inspections.testing import clean_results, conclude, make_inspections, notify, officer, officer_with, on_the_day, planned, start
from yicha.inspections.types import (
    InspectionRow,
    InspectionStatus,
    IssueNotice,
    Outcome,
    PointAnswer,
    PointResult,
    RecordResults,
    ScanIn,
    TaskStatus,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.archive import content_of
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_officer
from yicha.planning.types import VisitStatus

pytestmark = pytest.mark.django_db
scenarios("features/on_site.feature")


@dataclass
class Story:
    row: InspectionRow
    who: Actor | None = None
    refusal: Refusal | None = None

    @property
    def lead(self) -> str:
        return planned(self.row).lead

    def attempt(self, who: Actor, code: str, days: int = 0) -> None:
        try:
            scan_in(who, ScanIn(self.row.id, code), on_the_day(self.row) + timedelta(days=days))
        except Refusal as refusal:
            self.refusal = refusal

    def record(self, command: RecordResults) -> None:
        assert self.who is not None
        try:
            record_results(self.who, command, on_the_day(self.row, 11))
        except Refusal as refusal:
            self.refusal = refusal


@given("青禾县的合并计划已审定，执法人员已抽取，检查任务已生成", target_fixture="story")
def _() -> Story:
    return Story(make_inspections()[0])


@given("牵头部门已发出通知书")
def _(story: Story) -> None:
    notify(story.row)


@given("抽中的食品执法人员已持检查码入企")
def _(story: Story) -> None:
    story.who = officer(story.row, story.lead)
    scan_in(story.who, ScanIn(story.row.id, story.row.code), on_the_day(story.row))


@when("牵头部门发出通知书")
def _(story: Story) -> None:
    notify(story.row)


@when("抽中的食品执法人员持检查码入企")
def _(story: Story) -> None:
    story.attempt(officer(story.row, story.lead), story.row.code)


@when("抽中的食品执法人员持错误的检查码入企")
def _(story: Story) -> None:
    story.attempt(officer(story.row, story.lead), "0" * 16)


@when("未抽中的执法人员持检查码入企")
def _(story: Story) -> None:
    stranger = make_officer(999, department=story.lead)
    story.attempt(officer_with(stranger.cert_no, story.lead), story.row.code)


@when("检查日前执法证已到期的抽中人员持检查码入企")
def _(story: Story) -> None:
    who = officer(story.row, story.lead)
    run_sql(actor(RUN_SQL), Sql("UPDATE orgs_officer SET valid_to = %s", (date(2026, 1, 31).isoformat(),)), NOW)
    story.attempt(who, story.row.code)


@when("抽中的食品执法人员提前一周持检查码入企")
def _(story: Story) -> None:
    story.attempt(officer(story.row, story.lead), story.row.code, days=-7)


@when("三个部门依次填写“未发现问题”并由各自负责人审核")
def _(story: Story) -> None:
    for department in planned(story.row).departments:
        conclude(story.row, department, story.who if department == story.lead else None)


@when("食品执法人员多填一项检查单上没有的内容")
def _(story: Story) -> None:
    command = clean_results(story.row, story.lead)
    story.record(replace(command, answers=(*command.answers, PointAnswer("X", "9", PointResult.PASS))))


@when("食品执法人员把一项填为不合格而结果填“未发现问题”")
def _(story: Story) -> None:
    command = clean_results(story.row, story.lead)
    story.record(replace(command, answers=tuple(replace(answer, result=PointResult.FAIL) for answer in command.answers), note="过期"))


@when("食品执法人员以一人名义填写结果")
def _(story: Story) -> None:
    command = clean_results(story.row, story.lead)
    story.record(replace(command, officers=command.officers[:1]))


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert story.refusal.exits


@then("通知书是PDF，写明各部门、事项、人员和权利")
def _(story: Story) -> None:
    kept = inspection(SYSTEM, story.row.id)
    assert kept.status is InspectionStatus.NOTIFIED
    assert content_of(kept.notice).startswith(b"%PDF")


@then("该次上门已通知，不能再发一次")
def _(story: Story) -> None:
    assert planned(story.row).status is VisitStatus.NOTIFIED
    with pytest.raises(RuleBroken, match="不能 notify"):
        issue_notice(make_actor(Role.DEPARTMENT_CLERK, story.lead), IssueNotice(story.row.id), NOW)


@then("检查已办结，上门已完成")
def _(story: Story) -> None:
    row = inspection(SYSTEM, story.row.id)
    assert row.status is InspectionStatus.CLOSED
    assert {task.status for task in row.tasks} == {TaskStatus.CONCLUDED}
    assert {task.outcome for task in row.tasks} == {Outcome.NO_PROBLEM}
    assert planned(row).status is VisitStatus.DONE


def test_a_result_may_be_mended_until_it_is_concluded() -> None:
    row = make_inspections()[0]
    who = start(row)
    command = clean_results(row, planned(row).lead)
    record_results(who, command, on_the_day(row, 11))
    bad = replace(
        command,
        outcome=Outcome.CORRECTED,
        answers=tuple(replace(answer, result=PointResult.FAIL, note="标签不全") for answer in command.answers),
    )
    record_results(who, bad, on_the_day(row, 12))
    assert inspection(SYSTEM, row.id).tasks[0].outcome is Outcome.CORRECTED
    conclude(row, planned(row).departments[1])
    assert inspection(SYSTEM, row.id).status is InspectionStatus.STARTED
