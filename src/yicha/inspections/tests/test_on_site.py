from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.return_department import return_department
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import inspection, merged_form, site_record
from yicha.inspections.testing import (
    answer,
    check,
    clean_results,
    conclude,
    make_inspections,
    notify,
    officer,
    officer_with,
    on_the_day,
    planned,
    signature,
    start,
)
from yicha.inspections.types import (
    Answer,
    InspectionRow,
    InspectionStatus,
    IssueNotice,
    Outcome,
    PointResult,
    RecordAnswers,
    ReturnDepartment,
    ScanIn,
    SignRecord,
    TaskStatus,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.archive import content_of
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.use_case import UseCase
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

    def write(self, use_case: UseCase[Any, Any], command: object) -> None:
        assert self.who is not None
        try:
            use_case(self.who, command, on_the_day(self.row, 11))
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
    check(story.row)
    for department in planned(story.row).departments:
        conclude(story.row, department)


@given("抽中的食品执法人员尚未入企")
def _(story: Story) -> None:
    story.who = officer(story.row, story.lead)


@given("三个部门已逐问回答")
def _(story: Story) -> None:
    for department in planned(story.row).departments:
        answer(story.row, department)


@given("三个部门已逐问回答，企业已签字")
def _(story: Story) -> None:
    check(story.row)


@given("三个部门已逐问回答，食品有一问不合格，企业已签字")
def _(story: Story) -> None:
    answer(story.row, story.lead, PointResult.FAIL, "标签不全")
    check(story.row)


@given("三个部门已逐问回答，食品有一问不合格而未写情况")
def _(story: Story) -> None:
    answer(story.row, story.lead, PointResult.FAIL)
    for department in planned(story.row).departments[1:]:
        answer(story.row, department)


@given("食品部门已逐问回答")
def _(story: Story) -> None:
    answer(story.row, story.lead)


@when("食品执法人员填一项检查单上没有的内容")
def _(story: Story) -> None:
    story.write(record_answers, RecordAnswers(story.row.id, (Answer("0" * 16, PointResult.PASS),)))


@when("食品执法人员填一项只有消防要问的内容")
def _(story: Story) -> None:
    other = next(one for one in merged_form(SYSTEM, planned(story.row)) if story.lead not in one.departments)
    story.write(record_answers, RecordAnswers(story.row.id, (Answer(other.key, PointResult.PASS),)))


@when("食品执法人员改一项回答")
def _(story: Story) -> None:
    own = next(one for one in merged_form(SYSTEM, planned(story.row)) if story.lead in one.departments)
    story.write(record_answers, RecordAnswers(story.row.id, (Answer(own.key, PointResult.FAIL, "过期"),)))


@when("企业签字")
def _(story: Story) -> None:
    story.write(sign_record, signature(story.row))


@when("企业拒签而没有见证人")
def _(story: Story) -> None:
    story.write(sign_record, SignRecord(story.row.id, "", refused_because="对记录有异议"))


@when("企业拒签，写明原因并由见证人签名")
def _(story: Story) -> None:
    story.write(sign_record, SignRecord(story.row.id, "", refused_because="对记录有异议", witness="周某"))


@when("食品执法人员填“未发现问题”")
def _(story: Story) -> None:
    story.write(record_results, clean_results(story.row, story.lead))


@when("食品执法人员以一人名义填写结果")
def _(story: Story) -> None:
    command = clean_results(story.row, story.lead)
    story.write(record_results, replace(command, officers=command.officers[:1]))


@then("检查记录已锁定，留有指纹")
def _(story: Story) -> None:
    assert story.refusal is None
    record = site_record(SYSTEM, story.row.id)
    assert record is not None
    assert (record.questions, record.failed, len(record.fingerprint)) == (4, 0, 64)


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
    answer(row, planned(row).lead, PointResult.FAIL, "标签不全")
    check(row)
    command = clean_results(row, planned(row).lead, Outcome.PENDING)
    record_results(who, command, on_the_day(row, 11))
    record_results(who, replace(command, outcome=Outcome.CORRECTED), on_the_day(row, 12))
    assert inspection(SYSTEM, row.id).tasks[0].outcome is Outcome.CORRECTED
    conclude(row, planned(row).departments[1], Outcome.CORRECTED)
    assert inspection(SYSTEM, row.id).status is InspectionStatus.STARTED


def test_the_head_returns_a_result_and_the_officer_files_it_again() -> None:
    row = make_inspections()[0]
    who, lead = start(row), planned(row).lead
    check(row)
    record_results(who, clean_results(row, lead), on_the_day(row, 11))
    return_department(make_actor(Role.DEPARTMENT_HEAD, lead), ReturnDepartment(row.id, lead, "请补充说明"), on_the_day(row, 12))
    task = inspection(SYSTEM, row.id).tasks[0]
    assert (task.status, task.returned_because) == (TaskStatus.CHECKING, "请补充说明")
    conclude(row, lead)
    task = inspection(SYSTEM, row.id).tasks[0]
    assert (task.status, task.returned_because) == (TaskStatus.CONCLUDED, "")
