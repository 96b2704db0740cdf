"""撤出: one department goes, the others go on; the database says the same as a naive reading."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.actions.drop_inspections import drop_inspections
from yicha.inspections.actions.withdraw_department import withdraw_department
from yicha.inspections.queries import inspection, merged_form
from yicha.inspections.testing import check, conclude, notify, on_the_day, planned, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import DropInspections, InspectionRow, InspectionStatus, TaskStatus, WithdrawDepartment
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.models import ClassUse, PlanLine
from yicha.planning.rules.pools import LISTED
from yicha.planning.testing import line_row
from yicha.planning.types import CancelVisit, FilePlan, VisitStatus
from yicha.shell.testing import acting

scenarios("features/withdrawing.feature")


@dataclass
class Story:
    row: InspectionRow
    lead: str
    others: tuple[str, ...]
    refusal: Refusal | None = None

    @property
    def now(self) -> InspectionRow:
        return inspection(SYSTEM, self.row.id)

    def withdraw(self, department: str, reason: str, who: Actor | None = None) -> None:
        command = WithdrawDepartment(self.row.id, department, reason)
        try:
            withdraw_department(who or make_actor(Role.DEPARTMENT_HEAD, department), command, on_the_day(self.row, 12))
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story(opened: list[InspectionRow]) -> Iterator[Story]:
    lead, *others = planned(opened[0]).departments
    with shifted(on_the_day(opened[0])):
        yield Story(opened[0], lead, tuple(others))


@given("三个部门的检查已通知")
def told(story: Story) -> None:
    notify(story.row)


@given("已入企，企业已签字")
def signed(story: Story) -> None:
    start(story.row)
    check(story.row)


@when(parsers.parse("一个配合部门因“{reason}”撤出"))
def goes(story: Story, reason: str) -> None:
    story.withdraw(story.others[0], reason)


@when(parsers.parse("牵头部门因“{reason}”撤出"))
def lead_goes(story: Story, reason: str) -> None:
    story.withdraw(story.lead, reason)


@when("牵头部门负责人替配合部门撤出")
def for_another(story: Story) -> None:
    story.withdraw(story.others[0], "替它说", make_actor(Role.DEPARTMENT_HEAD, story.lead))


@when("它报送下一年的计划")
def next_plan(story: Story) -> None:
    gone = story.others[0]
    line = line_row(department=gone, window=(date(2027, 3, 1), date(2027, 6, 25)))
    file_plan(make_actor(Role.DEPARTMENT_CLERK, gone), FilePlan(REGION, 2027, gone, (line,)), NOW)


@then("检查单只问另外两个部门的内容")
def others_ask(story: Story) -> None:
    asked = {department for question in merged_form(SYSTEM, planned(story.row)) for department in question.departments}
    assert asked == {story.lead, *story.others[1:]}


@then("另外两个部门查完、核定，检查办结")
def closes(story: Story) -> None:
    start(story.row)
    check(story.row)
    for department in planned(story.row).departments:
        conclude(story.row, department)
    said = {task.department: (task.status, task.withdrawn_because) for task in story.now.tasks}
    assert said.pop(story.others[0]) == (TaskStatus.WITHDRAWN, "人员集中办案")
    assert set(said.values()) == {(TaskStatus.CONCLUDED, "")}
    assert (story.now.status, planned(story.row).status) == (InspectionStatus.CLOSED, VisitStatus.DONE)


@then("它的同类次数退回，其他两类还占着")
def slots(story: Story) -> None:
    held = ClassUse.objects.filter(visit=story.row.visit).values_list("given_back", "slot").order_by("given_back")
    assert [(back, slot is None) for back, slot in held] == [(False, False), (False, False), (True, True)]


@then("计划里有这一户这一事项")
def rolled(story: Story) -> None:
    lines = PlanLine.objects.filter(plan__year=2027, plan__department=story.others[0], selection=LISTED)
    assert [sid for line in lines for sid in line.sids] == [planned(story.row).sid]


@then(parsers.parse("被拒绝，依据“{clause}”"))
def refused(story: Story, clause: str) -> None:
    assert isinstance(story.refusal, RuleBroken | NotPermitted)
    assert story.refusal.clause == clause


def change(statement: str, *values: str | int) -> bool:
    """Whether the database takes it; nothing stays."""
    with suppress(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(statement, values), NOW)
        transaction.set_rollback(True)
        return True
    return False


WITHDRAW = "UPDATE inspections_departmenttask SET status = 'withdrawn', withdrawn_because = %s WHERE inspection_id = %s AND place >= %s"


@pytest.mark.clause("LYG-4.3a", "R-PROC-5")
def test_whoever_writes_a_part_ends_with_a_reason_before_the_signature_and_never_the_last(opened: list[InspectionRow]) -> None:
    row = opened[0]
    start(row)
    for signed_ in (False, True):
        if signed_:
            check(row)
        for reason, first in product(("办案", ""), (3, 2, 1)):
            lawful = bool(reason) and not signed_ and first > 1
            assert change(WITHDRAW, reason, row.id, first) is lawful, (reason, first, signed_)


@pytest.mark.clause("R-FREQ-1")
def test_what_was_given_back_does_not_come_back(story: Story) -> None:
    story.withdraw(story.others[0], "人员集中办案")
    assert story.refusal is None
    assert not change("UPDATE planning_visitdemand SET given_back = false WHERE visit_id = %s", story.row.visit)


def test_the_page_offers_the_parts_that_may_go(story: Story) -> None:
    address, gone = f"/visits/{story.row.id}/withdraw/", story.others[0]
    assert acting(make_actor(Role.OFFICER, gone)).get(address).status_code == 403
    assert acting(make_actor(Role.COORDINATOR, region="62/6299")).get(address).status_code == 404
    head = acting(make_actor(Role.DEPARTMENT_HEAD, gone))
    assert head.get(address).content.decode().count('type="radio"') == 1
    assert head.post(address, {"department": gone, "reason": ""}).status_code == 422
    assert head.post(address, {"department": story.lead, "reason": "办案"}).status_code == 422
    assert head.post(address, {"department": gone, "reason": "办案"}).status_code == 303
    assert "撤出：办案" in head.get(f"/visits/{story.row.id}/").content.decode()
    assert "没有可以撤出的部门" in head.get(address).content.decode()


@pytest.mark.clause("GX-4.4", "LYG-4.3a")
def test_a_visit_that_the_plan_lets_go_takes_its_inspection_along(opened: list[InspectionRow]) -> None:
    gone, told, begun, stays = opened[:4]
    notify(told)
    start(begun)
    for row in (gone, told):
        cancel_visit(SYSTEM, CancelVisit(row.visit, "重新排期：到岗人员不足"), NOW)
    programme = planned(gone).programme
    assert programme is not None
    assert drop_inspections(SYSTEM, DropInspections(programme), NOW).numbers == (gone.number, told.number)
    for row in (gone, told):
        now = inspection(SYSTEM, row.id)
        assert (now.status, {task.status for task in now.tasks}) == (InspectionStatus.CANCELLED, {TaskStatus.WITHDRAWN})
    assert inspection(SYSTEM, begun.id).status is InspectionStatus.STARTED
    assert inspection(SYSTEM, stays.id).status is InspectionStatus.SCHEDULED
    assert drop_inspections(SYSTEM, DropInspections(programme), NOW).numbers == ()
