"""上级联合监管任务, clause by clause, and both ends of its files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.queries import inspections
from yicha.inspections.testing import carry_out, planned
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.levels.actions.claim_task import claim_task
from yicha.levels.actions.end_task import end_task
from yicha.levels.actions.execute_task import execute_task
from yicha.levels.actions.feed_task_back import feed_task_back
from yicha.levels.actions.give_task_back import give_task_back
from yicha.levels.actions.receive_task import receive_task
from yicha.levels.queries import check_records, tasks_owed, upper_task
from yicha.levels.rules.exchange import read_dispatch, write_feedback
from yicha.levels.testing import OFFICE, dispatch_file, make_task, received
from yicha.levels.types import (
    ClaimTask,
    EndTask,
    ExecuteTask,
    FeedTaskBack,
    GiveTaskBack,
    TaskReceived,
    UnitStatus,
    UpperTaskRow,
    whole_status,
)
from yicha.orgs.testing import make_actor

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/tasks.feature")


def clerk(department: str = "SCJG") -> Actor:
    return make_actor(Role.DEPARTMENT_CLERK, department)


def head(department: str = "SCJG") -> Actor:
    return make_actor(Role.DEPARTMENT_HEAD, department)


@dataclass
class Story:
    made: TaskReceived | None = None
    refusal: Refusal | None = None

    @property
    def id(self) -> int:
        assert self.made is not None
        return self.made.task

    @property
    def row(self) -> UpperTaskRow:
        return upper_task(OFFICE, self.id)

    def tries(self, attempt: Callable[[], object]) -> None:
        try:
            attempt()
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story() -> Story:
    return Story()


@given("省里把任务文件发给青禾县，点名“SCJG”和“XFJY”")
def _(story: Story) -> None:
    story.made = make_task()


@when(parsers.parse("“{department}”认领"))
def _(story: Story, department: str) -> None:
    claim_task(clerk(department), ClaimTask(story.id, department), NOW)


@when(parsers.parse("“{department}”退回"))
def _(story: Story, department: str) -> None:
    give_task_back(clerk(department), GiveTaskBack(story.id, department, "本县燃气由住建部门管"), NOW)


@when(parsers.parse("“{department}”另排有因检查"))
def _(story: Story, department: str) -> None:
    command = ExecuteTask(story.id, department, story.row.subjects[0].id, 0, f"{department}-I", NOW.date() + timedelta(days=3))
    execute_task(clerk(department), command, NOW)


@when(parsers.parse("“{department}”说明未查原因后结束"))
def _(story: Story, department: str) -> None:
    story.tries(lambda: end_task(clerk(department), EndTask(story.id, department, "两户均已停业"), NOW))


@when(parsers.parse("“{department}”反馈"))
def _(story: Story, department: str) -> None:
    feed_task_back(head(department), FeedTaskBack(story.id, department, "建议纳入重点"), NOW)


@then(parsers.parse("任务状态是“{status}”"))
def _(story: Story, status: str) -> None:
    assert story.row.status == status


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert isinstance(story.refusal, RuleBroken)
    assert story.refusal.clause == clause


class TestBothEnds:
    """A province of our own writes the file and reads the answer; nothing of the room is used at its end."""

    def test_a_planned_visit_serves_the_task_and_its_record_goes_back(self) -> None:
        row = inspections(SYSTEM, REGION)[0]
        visit = planned(row)
        subject = {"type": "企业", "name": visit.name, "credentialsValue": visit.sid}
        units = ",".join(visit.departments)
        made = make_task(unionDeptNo=units, unionDeptName="", superviseObjects=[subject])
        (found,) = upper_task(OFFICE, made.task).subjects
        for department in visit.departments:
            claim_task(clerk(department), ClaimTask(made.task, department), NOW)
            execute_task(clerk(department), ExecuteTask(made.task, department, found.id, visit.id), NOW)
        done = carry_out(row)
        for department in visit.departments:
            end_task(clerk(department), EndTask(made.task, department, "已查"), NOW)
            feed_task_back(head(department), FeedTaskBack(made.task, department, "无"), NOW)
        task = upper_task(OFFICE, made.task)
        answer = json.loads(write_feedback(task, {}, check_records(OFFICE, task)))
        assert answer["taskInfo"]["status"] == "反馈"
        details = answer["supervisionProcess"]["taskDetails"]
        assert [(one["unionUnitNo"], one["status"], one["endReason"]) for one in details] == [
            (department, "反馈", "已查") for department in visit.departments
        ]
        assert {one["claimTime"] for one in details} == {f"{NOW:%Y-%m-%d %H:%M:%S}"}
        records = answer["supervisionProcess"]["feedbackUnitInfo"]["admInspection"]
        assert [one["implement_institution_code"] for one in records] == list(visit.departments)
        for record in records:
            assert record["check_action_code"] == done.number
            assert record["administrative_cp_ui_code"] == visit.sid
            assert record["check_result"] == "未发现问题"
            assert len(record["check_personnel_code"]) >= 2
            assert record["supervise_item_implement_code"].endswith("-I")

    def test_names_as_well_as_codes_say_who_is_meant(self) -> None:
        made = make_task(unionDeptNo=["", ""], unionDeptName=["SCJG局", "XFJY"])
        assert made.departments == ("SCJG", "XFJY")

    def test_what_the_register_does_not_have_is_counted(self) -> None:
        assert (make_task().subjects, make_task(taskNo="8").unknown) == (2, 1)

    def test_the_time_to_claim_and_to_feed_back(self) -> None:
        made = make_task()
        assert made.claim_by == NOW.date() + timedelta(days=15)
        assert claim_task(clerk(), ClaimTask(made.task, "SCJG"), NOW + timedelta(days=16)).late
        assert tasks_owed(clerk())[0].id == made.task


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"[]",
            b"{}",
            b'{"taskInfo": 5}',
            b"[" * 100_000,
            dispatch_file(status="反馈"),
            dispatch_file(taskStartTime="soon"),
            dispatch_file(taskName=7),
            dispatch_file(superviseObjects=[{"name": "无代码"}]),
            dispatch_file(superviseObjects=["x"]),
            dispatch_file(superviseObjects=5),
        ],
    )
    def test_a_file_that_cannot_be_read(self, content: bytes) -> None:
        with pytest.raises(RuleBroken) as refused:
            read_dispatch(content)
        assert refused.value.clause == "YX-2.8"

    @pytest.mark.parametrize(
        "values",
        [
            {"taskNo": ""},
            {"unionDeptNo": "NONE", "unionDeptName": "无此局"},
            {"superviseObjects": [{"name": "甲", "credentialsValue": "1"}, {"name": "乙", "credentialsValue": "1"}]},
        ],
    )
    def test_a_task_that_makes_no_sense(self, values: dict[str, Any]) -> None:
        with pytest.raises(RuleBroken):
            make_task(**values)

    def test_the_same_number_twice(self) -> None:
        make_task()
        with pytest.raises(RuleBroken, match="已经收过"), transaction.atomic():
            make_task()

    def test_somebody_elses_file(self) -> None:
        other = make_actor(Role.COORDINATOR, "LXB", name="other")
        command = received()
        with pytest.raises(NotFound), transaction.atomic():
            receive_task(other, command, NOW)

    def test_claiming_for_another(self) -> None:
        made = make_task()
        with pytest.raises(NotPermitted):
            claim_task(clerk("XFJY"), ClaimTask(made.task, "SCJG"), NOW)

    def test_claiming_without_being_named(self) -> None:
        made = make_task()
        with pytest.raises(NotFound):
            claim_task(clerk("WSJK"), ClaimTask(made.task, "WSJK"), NOW)

    def test_a_visit_to_somebody_else(self) -> None:
        made = make_task()
        claim_task(clerk(), ClaimTask(made.task, "SCJG"), NOW)
        subject = upper_task(OFFICE, made.task).subjects[0]
        other = next(row for row in inspections(SYSTEM, REGION) if planned(row).sid != subject.sid)
        with pytest.raises(RuleBroken, match="不去该对象"):
            execute_task(clerk(), ExecuteTask(made.task, "SCJG", subject.id, other.visit), NOW)

    def test_a_subject_that_is_not_in_the_register(self) -> None:
        made = make_task()
        claim_task(clerk(), ClaimTask(made.task, "SCJG"), NOW)
        unknown = upper_task(OFFICE, made.task).subjects[1].id
        with pytest.raises(RuleBroken) as refused:
            execute_task(clerk(), ExecuteTask(made.task, "SCJG", unknown, 0, "SCJG-I", NOW.date()), NOW)
        assert refused.value.clause == "R-PLAN-2"

    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE levels_taskunit SET status = 'claimed'",
            "UPDATE levels_taskunit SET status = 'returned'",
            "UPDATE levels_taskunit SET status = 'fed_back'",
            "DELETE FROM levels_uppertask",
        ],
    )
    def test_sql_cannot_either(self, attack: str) -> None:
        make_task()
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)


@pytest.mark.parametrize(
    ("units", "whole"),
    [("dispatched fed_back", "dispatched"), ("claimed ended", "claimed"), ("returned ended", "ended"), ("returned returned", "returned")],
)
def test_a_task_stands_where_the_last_of_its_departments_stands(units: str, whole: str) -> None:
    assert whole_status([UnitStatus(name) for name in units.split()]) == whole
