"""GX-4.4, YX-2.4: a department signs for its part of a visit; a colleague takes it over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.deadlines import Light
from yicha.inspections.actions.sign_for_task import sign_for_task
from yicha.inspections.actions.take_over_task import take_over_task
from yicha.inspections.models import DepartmentTask
from yicha.inspections.queries import inspection, tasks_unsigned, unsigned_tasks
from yicha.inspections.testing import enter_with_code, notify, officer, officer_with, on_the_day, planned, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, SignForTask, TakeOverTask, TaskRow, TaskStatus
from yicha.inspections.web.labels import TASKS
from yicha.inspections.web.tasks import AHEAD
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.clock import now
from yicha.kernel.models import Entry
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.norms.queries import working_days
from yicha.orgs.testing import make_actor, make_officer
from yicha.planning.testing import YEAR
from yicha.shell.testing import acting, sheet_of, table_of, unlike_its_file

scenarios("features/signing.feature")

AT = NOW.replace(year=YEAR, month=1, day=2)  # before all visits
COORDINATOR = make_actor(Role.COORDINATOR, "LXB")


@dataclass
class Story:
    row: InspectionRow
    refusal: Refusal | None = None

    @property
    def lead(self) -> str:
        return planned(self.row).lead

    @property
    def tasks(self) -> dict[str, TaskRow]:
        return {task.department: task for task in inspection(SYSTEM, self.row.id).tasks}

    @property
    def clerk(self) -> Actor:
        return make_actor(Role.DEPARTMENT_CLERK, self.lead)

    def attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal

    def sign(self, who: Actor) -> None:
        self.attempt(lambda: sign_for_task(who, SignForTask(self.row.id, self.lead), NOW))

    def take_over(self, who: Actor, reason: str) -> None:
        self.attempt(lambda: take_over_task(who, TakeOverTask(self.row.id, reason), NOW))


@pytest.fixture
def story(opened: list[InspectionRow]) -> Story:
    return Story(next(one for one in opened if len(planned(one).departments) > 1))


@given("牵头部门的科室签收任务")
@when("牵头部门的科室签收任务")
def _(story: Story) -> None:
    story.sign(story.clerk)


@when("别的部门的科室签收牵头部门的任务")
def _(story: Story) -> None:
    story.sign(make_actor(Role.DEPARTMENT_CLERK, planned(story.row).departments[-1]))


@when("没抽中的检查员签收任务")
def _(story: Story) -> None:
    stranger = make_officer(999, department=story.lead)
    story.sign(officer_with(stranger.cert_no, story.lead))


@given("抽中的检查员签收任务")
def _(story: Story) -> None:
    story.sign(officer(story.row, story.lead))


@when("抽中的检查员扫码入企")
def _(story: Story) -> None:
    start(story.row)


@when(parsers.parse("同部门抽中的另一人因“{reason}”接手"))
def _(story: Story, reason: str) -> None:
    story.take_over(officer(story.row, story.lead, 1), reason)


@when(parsers.parse("抽中的检查员因“{reason}”接手"))
def _(story: Story, reason: str) -> None:
    story.take_over(officer(story.row, story.lead), reason)


@when("离上门还有一个工作日，牵头部门还没有签收")
def _(story: Story) -> None:
    assert story.tasks[story.lead].status is TaskStatus.WAITING


@then(parsers.parse("牵头部门的任务是“{label}”"))
def _(story: Story, label: str) -> None:
    assert story.refusal is None
    assert TASKS[story.tasks[story.lead].status][0] == label


@then("签收人是牵头部门的科室")
def _(story: Story) -> None:
    assert (story.tasks[story.lead].holder, story.tasks[story.lead].signed_at) == (story.clerk.id, NOW)


@then(parsers.parse("其他部门的任务还是“{label}”"))
def _(story: Story, label: str) -> None:
    assert {TASKS[task.status][0] for code, task in story.tasks.items() if code != story.lead} == {label}


@then("各部门的任务是“检查中”，都有签收人")
def _(story: Story) -> None:
    assert {(task.status, task.holder) for task in story.tasks.values()} == {(TaskStatus.CHECKING, officer(story.row, story.lead).id)}


@then("牵头部门的任务由另一人负责")
def _(story: Story) -> None:
    assert story.refusal is None
    assert story.tasks[story.lead].holder == officer(story.row, story.lead, 1).id


@then(parsers.parse("原签收人收到通知，写明“{reason}”"))
def _(story: Story, reason: str) -> None:
    told = inbox(actor(id=officer(story.row, story.lead).id))[0]
    assert told.title == "检查任务已由同事接手"
    assert reason in told.text


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


def eve(row: InspectionRow) -> datetime:
    """One working day before the visit."""
    day = planned(row).first_day - timedelta(days=1)
    while not working_days().is_working(day):
        day -= timedelta(days=1)
    return on_the_day(row).replace(year=day.year, month=day.month, day=day.day)


@then("牵头部门的签收已经超期")
def _(story: Story) -> None:
    rows = {row.inspection: row.clock.light for row in unsigned_tasks(story.clerk, eve(story.row))}
    assert rows[story.row.id] is Light.OVER


@when(parsers.parse("牵头部门的任务依法不预告，名单封存到{opens}"))
def _(story: Story, opens: str) -> None:
    first = planned(story.row).first_day
    day = {"上门之后": first + timedelta(days=30), "上门当天": first, "上门前一天": first - timedelta(days=1)}[opens]
    changes = (
        ("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; ALTER TABLE draws_draw DISABLE TRIGGER USER", ()),
        ("UPDATE draws_draw SET open_from = %s", (day.isoformat(),)),
        ("UPDATE planning_visit SET announced = false WHERE id = %s", (story.row.visit,)),
    )
    for statement, values in changes:
        run_sql(actor(RUN_SQL), Sql(statement, values), NOW)


@then(parsers.parse("上门{days}，牵头部门的签收{light}"))
def _(story: Story, days: str, light: str) -> None:
    at = on_the_day(story.row) + timedelta(days={"前一天": -1, "当天": 0, "次日": 1}[days])
    rows = {row.inspection: row.clock for row in unsigned_tasks(story.clerk, at)}
    (counted,) = tasks_unsigned(story.clerk, at.date(), planned(story.row).first_day)
    assert counted.due <= rows[story.row.id].due.day
    assert rows[story.row.id].light is {"没有超期": Light.NOW, "已经超期": Light.OVER}[light]


class TestDatabase:
    """Nobody handles a part for which nobody has signed, whoever writes."""

    @pytest.mark.parametrize(
        ("status", "holder", "signed"), list(product(["waiting", "signed", "checking", "withdrawn"], ["", "clerk"], [False, True]))
    )
    def test_handled_only_by_who_signed(self, opened: list[InspectionRow], status: str, holder: str, *, signed: bool) -> None:
        row = opened[0]
        run_sql(
            actor(RUN_SQL),
            Sql("UPDATE inspections_inspection SET started_at = %s WHERE id = %s", (on_the_day(row).isoformat(), row.id)),
            NOW,
        )
        at = "CASE WHEN %s = 1 THEN now() END"
        told = f"UPDATE inspections_departmenttask SET status = %s, holder = %s, signed_at = {at} WHERE inspection_id = %s"
        lawful = status in {"waiting", "withdrawn"} or (holder and signed)
        try:
            with transaction.atomic():
                run_sql(actor(RUN_SQL), Sql(told, (status, holder, int(signed), row.id)), NOW)
            held = True
        except DatabaseError as error:
            held = "task_handled_by_who_signed_for_it" not in str(error)
        assert held == bool(lawful)


class TestQueries:
    def test_unsigned_are_the_own_ones_and_their_count_is_that_of_the_rows(self, opened: list[InspectionRow]) -> None:
        department = planned(opened[0]).lead
        clerk = make_actor(Role.DEPARTMENT_CLERK, department)
        rows = unsigned_tasks(clerk, AT)
        assert {row.department for row in rows} == {department}
        assert len(rows) == DepartmentTask.objects.filter(department=department, status=TaskStatus.WAITING).count() > 1
        (count,) = tasks_unsigned(clerk, AT.date(), max(row.first_day for row in rows))
        assert (count.count, count.first) == (len(rows), rows[0].first_day)
        sign_for_task(clerk, SignForTask(rows[0].inspection, department), NOW)
        assert [row.inspection for row in unsigned_tasks(clerk, AT)] == [row.inspection for row in rows[1:]]

    def test_what_is_not_announced_only_who_comes_sees(self, opened: list[InspectionRow]) -> None:
        row = opened[0]
        run_sql(actor(RUN_SQL), Sql("UPDATE planning_visit SET announced = false WHERE id = %s", (row.visit,)), NOW)
        assert row.id not in {one.inspection for one in unsigned_tasks(COORDINATOR, AT)}
        assert row.id in {one.inspection for one in unsigned_tasks(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead), AT)}

    @pytest.mark.usefixtures("opened")
    def test_elsewhere_there_is_nothing(self) -> None:
        assert unsigned_tasks(make_actor(Role.COORDINATOR, "LXB", "62/6208/620899"), AT) == []


class TestPages:
    @pytest.fixture
    def row(self, opened: list[InspectionRow]) -> Iterator[InspectionRow]:
        row = next(one for one in opened if len(planned(one).departments) > 1)
        with shifted(on_the_day(row)):
            yield row

    def test_a_clerk_signs_for_what_is_ticked(self, row: InspectionRow) -> None:
        lead = planned(row).lead
        client, before = acting(make_actor(Role.DEPARTMENT_CLERK, lead)), Entry.objects.count()
        page = client.get("/visits/tasks/").content.decode()
        assert f'value="{row.id}:{lead}"' in page
        assert Entry.objects.count() == before
        assert client.post("/visits/tasks/", {"part": [f"{row.id}:{lead}"]}).status_code == 303
        assert f'value="{row.id}:{lead}"' not in client.get("/visits/tasks/").content.decode()
        assert "已签收" in client.get(f"/visits/{row.id}/").content.decode()

    def test_all_that_the_filter_shows_are_signed_for_and_what_is_refused_is_said(self, row: InspectionRow) -> None:
        lead = planned(row).lead
        client = acting(make_actor(Role.DEPARTMENT_CLERK, lead))
        waiting = unsigned_tasks(make_actor(Role.DEPARTMENT_CLERK, lead), now(), now().date() + AHEAD)
        town = [one for one in waiting if one.name == planned(row).name]
        shown = table_of(client.get("/visits/tasks/", {"q": planned(row).name, "sort": "-sign_by"}).content.decode())
        assert len(shown) == len(town) + 1
        assert client.post(f"/visits/tasks/?q={planned(row).name}", {"all": "1"}).status_code == 303
        answer = client.post("/visits/tasks/", {"part": [f"{row.id}:{lead}"]}, follow=True).content.decode()
        assert "已签收 0 个任务" in answer
        assert "没有签收 1 个：" in answer
        assert len(unsigned_tasks(make_actor(Role.DEPARTMENT_CLERK, lead), now(), now().date() + AHEAD)) == len(waiting) - len(town)

    def test_the_list_is_narrowed_sorted_and_taken_out_as_it_is_seen(self, row: InspectionRow) -> None:
        office = acting(COORDINATOR)
        for query in ("sort=-department", f"department={planned(row).lead}&sort=town"):
            assert unlike_its_file(office, f"/visits/tasks/?{query}") == []
        assert "没有这样的任务" in office.get("/visits/tasks/?q=没有这家").content.decode()
        assert len(sheet_of(acting(make_actor(Role.COORDINATOR, "LXB", "62/6208/620899")).post("/visits/tasks/export.xlsx").content)) == 1

    def test_the_joint_office_sees_but_does_not_sign(self, row: InspectionRow) -> None:
        page = acting(COORDINATOR).get("/visits/tasks/").content.decode()
        assert planned(row).name in page
        assert "签收勾选的" not in page
        assert acting(COORDINATOR).post("/visits/tasks/", {"part": [f"{row.id}:{planned(row).lead}"]}).status_code == 403

    def test_elsewhere_there_is_nothing_to_sign(self, row: InspectionRow) -> None:
        foreign = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead, "62/6208/620899"))
        assert foreign.post("/visits/tasks/", {"part": [f"{row.id}:{planned(row).lead}"]}).status_code == 404

    def test_on_the_phone_one_signs_and_a_colleague_takes_over(self, row: InspectionRow) -> None:
        notify(row)
        lead = planned(row).lead
        first, second = (officer(row, lead, place) for place in (0, 1))
        address = f"/check/{row.id}/task/"
        assert address in acting(first).get(f"/check/{row.id}/").content.decode()
        assert "还没有人签收" in acting(first).get(address).content.decode()
        assert acting(first).post(address).status_code == 303
        assert address not in acting(first).get(f"/check/{row.id}/").content.decode()
        assert acting(second).post(address, {"reason": ""}).status_code == 409
        assert acting(second).post(address, {"reason": "他请假"}).status_code == 303
        assert acting(second).post(address, {"reason": "再来"}).status_code == 409
        enter_with_code(row, row.code)
        assert {task.holder for task in inspection(SYSTEM, row.id).tasks if task.department == lead} == {second.id}

    def test_who_was_not_drawn_finds_no_task(self, row: InspectionRow) -> None:
        stranger = make_officer(998, department=planned(row).lead)
        assert acting(officer_with(stranger.cert_no, planned(row).lead)).get(f"/check/{row.id}/task/").status_code == 404
        assert acting(COORDINATOR).get(f"/check/{row.id}/task/").status_code == 403
