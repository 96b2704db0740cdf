"""任务进程: the six steps (GX-4.4), told of a programme and of each task, with rows behind every number."""

from collections import Counter
from datetime import timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections import states
from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.queries import inspections, places_of, progressing, years_progress
from yicha.inspections.testing import carry_out, check, conclude, enter_with_code, notify, planned, start
from yicha.inspections.types import CancelInspection, InspectionRow, InspectionStatus, Next, OpenInspections, Step, YearProgress
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.close_consultation import close_consultation
from yicha.planning.actions.open_consultation import open_consultation
from yicha.planning.testing import YEAR, make_county, make_plans, merge_year, staff_year
from yicha.planning.types import AdoptProgramme, CloseConsultation, OpenConsultation, ProgrammeStatus, VisitStatus
from yicha.shell.testing import acting

scenarios("features/progress.feature")
OFFICE, CLERK = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


def year() -> YearProgress:
    return years_progress(OFFICE, (YEAR,), NOW.date())[0]


def programme() -> int:
    shown = year().programme
    assert shown is not None
    return shown.programme.id


@pytest.fixture
def database(db: None) -> None:
    """The scenario walks through the whole year."""


@given("各部门报送了计划")
def _(database: None) -> None:
    make_county(6)
    make_plans()


@then("还没有合并方案，已报计划的有3个部门")
def _() -> None:
    assert (year().programme, len(year().plans)) == (None, 3)


@when("联席办抽取并合并")
def _() -> None:
    merge_year()


@when("联席办征集意见")
def _() -> None:
    open_consultation(OFFICE, OpenConsultation(programme()), NOW)


@when("期限已过")
def _() -> None:
    close_consultation(SYSTEM, CloseConsultation(programme()), NOW + timedelta(days=30))


@when("联席办审定")
def _() -> None:
    adopt_programme(OFFICE, AdoptProgramme(programme()), NOW)


@when("抽取执法人员并生成检查任务")
def _() -> None:
    staff_year(programme())
    open_inspections(SYSTEM, OpenInspections(programme()), NOW)


@when("发出全部通知")
def _() -> None:
    for row in inspections(SYSTEM, REGION):
        notify(row)


@when("全部检查办结")
def _() -> None:
    for row in inspections(SYSTEM, REGION):
        enter_with_code(row, row.code)
        finish(row)


def finish(row: InspectionRow) -> None:
    """After the scan-in."""
    check(row)
    for department in planned(row).departments:
        conclude(row, department)


@then(parsers.parse("到“{step}”，等“{who}”"))
def _(step: str, who: str) -> None:
    shown = year().programme
    assert shown is not None
    assert (shown.place.step, shown.place.next) == (step, who)
    board = acting(OFFICE).get(f"/programmes/{shown.programme.id}/")
    assert board.context["step"] == list(Step).index(shown.place.step) + (shown.place.step is Step.CLOSE)


class TestOfTasks:
    def test_every_state_has_its_step(self) -> None:
        assert set(states.PROGRAMME_PLACES) == set(ProgrammeStatus)
        assert set(states.VISIT_PLACES) == set(VisitStatus)
        assert set(states.INSPECTION_PLACES) == set(InspectionStatus)

    def test_each_task_says_where_it_is_and_who_is_next(self, opened: list[InspectionRow]) -> None:
        told, begun, done, off = opened[:4]
        notify(told)
        start(begun)
        carry_out(done)
        cancel_inspection(OFFICE, CancelInspection(off.id, "已停业"), NOW)
        found = {one.inspection: one.place for one in places_of(OFFICE, programme(), NOW.date())}
        assert [(found[row.id].step, found[row.id].next) for row in (told, begun, done, off)] == [
            (Step.HANDLE, Next.OFFICERS),
            (Step.HANDLE, Next.DEPARTMENTS),
            (Step.CLOSE, Next.NOBODY),
            (Step.OUT, Next.NOBODY),
        ]

    def test_while_they_handle_it_the_departments_are_named_with_a_clock(self, opened: list[InspectionRow]) -> None:
        row = opened[0]
        start(row)
        (place,) = [one for one in places_of(OFFICE, programme(), NOW.date()) if one.inspection == row.id]
        (shown,) = progressing(OFFICE, [place], NOW)
        assert shown.waits_for == planned(row).departments
        assert shown.clock is not None

    def test_a_department_sees_its_own(self, opened: list[InspectionRow]) -> None:
        own = [row for row in opened if "SCJG" in planned(row).departments]
        assert len(places_of(CLERK, programme(), NOW.date())) == len(own)
        assert places_of(ELSEWHERE, programme(), NOW.date()) == []


class TestThePages:
    @pytest.mark.parametrize("who", [OFFICE, CLERK])
    def test_every_number_opens_exactly_its_rows(self, opened: list[InspectionRow], who: object) -> None:
        for row in opened[:2]:
            notify(row)
        counts = Counter(one.place.step for one in places_of(who, programme(), NOW.date()))  # type: ignore[arg-type] # both are actors
        client = acting(who)  # type: ignore[arg-type] # as above
        for step in Step:
            shown = client.get(f"/progress/{programme()}/?step={step}").content.decode()
            assert shown.count('<th scope="row">') == counts[step]

    @pytest.mark.usefixtures("opened")
    def test_the_years(self) -> None:
        assert f"{YEAR}年联合检查计划" in acting(OFFICE).get("/progress/").content.decode()
        assert f"{YEAR}年联合检查计划" not in acting(ELSEWHERE).get("/progress/").content.decode()

    @pytest.mark.usefixtures("opened")
    def test_who_may_not(self) -> None:
        assert acting(ELSEWHERE).get(f"/progress/{programme()}/").status_code == 404
        assert acting(make_actor(Role.SYSTEM_ADMIN)).get(f"/progress/{programme()}/").status_code == 403
        assert acting(OFFICE).post(f"/progress/{programme()}/").status_code == 405
