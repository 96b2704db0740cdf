"""委托检查: simple items, one visit, no further; who checks signs for what it saw, who entrusted concludes. The database holds it too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.field.queries import packages
from yicha.inspections.actions.conclude_department import conclude_department
from yicha.inspections.actions.end_entrustment import end_entrustment
from yicha.inspections.actions.entrust_check import entrust_check
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.actions.withdraw_department import withdraw_department
from yicha.inspections.queries import by_code, inspection, merged_form, paper_of
from yicha.inspections.testing import clean_results, make_simple, notify, officer, on_the_day, planned, signature, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import (
    Answer,
    ConcludeDepartment,
    DocumentKind,
    EndEntrustment,
    EntrustCheck,
    InspectionRow,
    InspectionStatus,
    Outcome,
    PointResult,
    RecordAnswers,
    ScanIn,
    TaskStatus,
    WithdrawDepartment,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotPermitted, Refusal
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

scenarios("features/entrusting.feature")
BASIS = "《行政处罚法》第二十条，卫健委托〔2026〕3号"


@dataclass
class Story:
    """`part` has simple items only."""

    row: InspectionRow
    refusal: Refusal | None = None

    @property
    def lead(self) -> str:
        return planned(self.row).departments[0]

    @property
    def part(self) -> str:
        return planned(self.row).departments[1]

    @property
    def other(self) -> str:
        return planned(self.row).departments[2]

    def attempt(self, case: Any, department: str, command: object, role: Role = Role.DEPARTMENT_HEAD, hour: int = 10) -> None:
        who = officer(self.row, department) if role is Role.OFFICER else make_actor(role, department)
        try:
            case(who, command, on_the_day(self.row, hour))
        except Refusal as refusal:
            self.refusal = refusal

    def entrust(self, department: str, to: str, basis: str = BASIS) -> None:
        self.attempt(entrust_check, department, EntrustCheck(self.row.id, department, to, basis))

    def enter(self) -> None:
        self.attempt(scan_in, self.lead, ScanIn(self.row.id, self.row.code), Role.OFFICER)


@pytest.fixture
def story(opened: list[InspectionRow]) -> Iterator[Story]:
    with shifted(on_the_day(opened[0])):
        yield Story(opened[0])


@given("三个部门的检查已通知，一个配合部门的事项都是简单事项")
def told(story: Story) -> None:
    notify(story.row)
    make_simple(story.part)


@when("它委托牵头部门检查")
def entrusts(story: Story) -> None:
    story.entrust(story.part, story.lead)


@when("它不写依据委托牵头部门检查")
def without_basis(story: Story) -> None:
    story.entrust(story.part, story.lead, " ")


@when("它委托另一个配合部门检查")
def entrusts_another(story: Story) -> None:
    story.entrust(story.part, story.other)


@when("另一个配合部门委托牵头部门检查")
def not_simple(story: Story) -> None:
    story.entrust(story.other, story.lead)


@when("牵头部门委托它检查")
def lead_entrusts(story: Story) -> None:
    make_simple(story.lead)
    story.entrust(story.lead, story.part)


@when("另一个配合部门的事项也改为简单事项，委托它检查")
def entrusted_to_it(story: Story) -> None:
    make_simple(story.other)
    story.entrust(story.other, story.part)
    assert story.refusal is None


@when("牵头部门谢绝")
def declines(story: Story) -> None:
    story.attempt(end_entrustment, story.lead, EndEntrustment(story.row.id, story.part, "人手不够"))
    assert story.refusal is None


@when("它抽中的人都不再在岗")
def nobody_of_it(story: Story) -> None:
    gone = """UPDATE orgs_officer SET in_post = false FROM planning_visitofficer drawn
        WHERE drawn.visit_id = %s AND drawn.department = %s AND drawn.cert_no = orgs_officer.cert_no"""
    run_sql(actor(RUN_SQL), Sql(gone, (story.row.visit, story.part)), NOW)


@when("牵头部门的人入企")
def enters(story: Story) -> None:
    story.enter()


@when("另一个配合部门撤出")
def withdraws(story: Story) -> None:
    story.attempt(withdraw_department, story.other, WithdrawDepartment(story.row.id, story.other, "人员集中办案"))


@when("牵头部门的人入企，把三家的内容都查完，企业签字")
def checks(story: Story) -> None:
    story.enter()
    form = merged_form(SYSTEM, planned(story.row))
    for department in (story.lead, story.other):
        asking = {story.lead, story.part} if department == story.lead else {story.other}
        given = tuple(Answer(one.key, PointResult.PASS) for one in form if asking.intersection(one.departments))
        story.attempt(record_answers, department, RecordAnswers(story.row.id, given), Role.OFFICER)
    story.attempt(sign_record, story.lead, signature(story.row), Role.OFFICER, 11)


@then("受托部门的人提交它的结果，它的负责人核定")
def concludes(story: Story) -> None:
    assert story.refusal is None
    team = clean_results(story.row, story.lead).officers
    base = clean_results(story.row, story.part)
    story.attempt(record_results, story.other, base, Role.OFFICER, 12)
    assert isinstance(story.refusal, NotPermitted)
    story.refusal = None
    client = acting(officer(story.row, story.lead))
    with shifted(on_the_day(story.row, 12)):
        assert f"/submit/{story.part}/" in client.get(f"/check/{story.row.id}/").content.decode()
        assert client.get(f"/check/{story.row.id}/submit/{story.other}/").status_code == 404
        said = {"outcome": Outcome.NO_PROBLEM.value, "officers": team, "note": ""}
        assert client.post(f"/check/{story.row.id}/submit/{story.part}/", said).status_code == 303
    story.attempt(conclude_department, story.lead, ConcludeDepartment(story.row.id, story.part), hour=13)
    assert isinstance(story.refusal, NotPermitted)
    story.refusal = None
    story.attempt(conclude_department, story.part, ConcludeDepartment(story.row.id, story.part), hour=13)
    task = next(one for one in inspection(SYSTEM, story.row.id).tasks if one.department == story.part)
    assert (story.refusal, task.status, task.officers) == (None, TaskStatus.CONCLUDED, team)


@then("笔录和检查码都写明谁委托谁")
def told_everywhere(story: Story) -> None:
    paper, view = paper_of(story.row.id, DocumentKind.SITE_RECORD), by_code(story.row.code)
    assert BASIS in paper.entrusted[0]  # type: ignore[union-attr] # minutes
    assert view is not None
    assert [bool(part.entrusted_to) for part in view.parts] == [False, True, False]


@then(parsers.parse("被拒绝，依据“{clause}”"))
def refused(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@pytest.mark.clause("LYG-5.5", "R-SUB-3")
def test_the_database_holds_what_the_rules_say(story: Story) -> None:
    def stored(department: str, to: str, item: str) -> bool:
        given = """UPDATE inspections_departmenttask SET entrusted_to = %s, entrusted_items = ARRAY[%s], entrusted_basis = 'x'
            WHERE inspection_id = %s AND department = %s"""
        try:
            with transaction.atomic():
                run_sql(actor(RUN_SQL), Sql(given, (to, item, story.row.id, department)), NOW)
        except DatabaseError:
            return False
        return True

    notify(story.row)
    lead, part, other, item = story.lead, story.part, story.other, f"{story.part}-I"
    assert not stored(part, lead, item)  # not simple
    for department in (lead, part, other):
        make_simple(department)
    assert not stored(part, lead, "X")  # not its items
    assert not stored(part, "GAJ", item)  # does not come
    assert not stored(part, part, item)
    assert not stored(lead, part, f"{lead}-I")
    assert stored(part, other, item)
    assert not stored(other, lead, f"{other}-I")  # passed on
    assert not stored(lead, part, f"{lead}-I")
    ended = "UPDATE inspections_departmenttask SET entrusted_to = '', entrusted_items = '{}', entrusted_basis = '' WHERE inspection_id = %s"
    start(story.row)
    with pytest.raises(DatabaseError, match="has begun"):
        run_sql(actor(RUN_SQL), Sql(ended, (story.row.id,)), NOW)


def test_heads_entrust_and_end_it_on_the_page_of_the_visit(story: Story) -> None:
    told(story)
    base, head = f"/visits/{story.row.id}", acting(make_actor(Role.DEPARTMENT_HEAD, story.part))
    assert f"{base}/entrust/" in head.get(f"{base}/").content.decode()
    said = {"department": story.part, "entrusted_to": story.lead, "basis": BASIS}
    assert head.post(f"{base}/entrust/", said | {"basis": ""}).status_code == 422
    assert head.post(f"{base}/entrust/", said).status_code == 303
    assert BASIS in head.get(f"{base}/").content.decode()
    assert story.part in {  # the phone of who checks for it may write there
        dept
        for one in packages(officer(story.row, story.part), {}, on_the_day(story.row))
        for path in one.plain["paths"].values()
        for dept in path["depts"]
    }
    lead = acting(make_actor(Role.DEPARTMENT_HEAD, story.lead))
    end = f"{base}/entrust/{story.part}/end/"
    assert end in lead.get(f"{base}/").content.decode()
    assert acting(make_actor(Role.DEPARTMENT_HEAD, story.other)).get(end).status_code == 404
    assert acting(make_actor(Role.DEPARTMENT_CLERK, story.part)).get(f"{base}/entrust/").status_code == 403
    assert lead.post(end, {"reason": "人手不够"}).status_code == 303
    assert head.get(end).status_code == 404
    assert inspection(SYSTEM, story.row.id).status is InspectionStatus.NOTIFIED
