"""The supervisor's page: every departure is on it once, with who, when, why and by which clause; the counts are the rows."""

from collections import Counter
from datetime import date, timedelta

import pytest

from yicha.appraisal.queries import departures
from yicha.appraisal.types import Kind
from yicha.draws.actions.read_sealed import read_sealed
from yicha.draws.testing import make_void
from yicha.draws.types import ReadSealed
from yicha.feedback.actions.open_rating import open_rating
from yicha.feedback.queries import sealed_ratings
from yicha.feedback.testing import rate
from yicha.feedback.types import OpenRating
from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.actions.enter_without_code import enter_without_code
from yicha.inspections.testing import carry_out, make_inspections, notify, officer, on_the_day, planned
from yicha.inspections.types import CancelInspection, EnterWithoutCode, InspectionRow
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Role
from yicha.kernel.audit import reads
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.types import RecordRead
from yicha.orgs.actions.decide_recusal import decide_recusal
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.testing import make_actor
from yicha.orgs.types import DecideRecusal, DeclareRecusal
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.return_plan import return_plan
from yicha.planning.testing import draw_year, line_row, make_county, make_plans
from yicha.planning.types import PlanTriggered, ReturnPlan, TriggerSource
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

SUPERVISOR = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
COORDINATOR = make_actor(Role.COORDINATOR)
CLERK = make_actor(Role.DEPARTMENT_CLERK)
THE_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.appraisal.web.now", lambda: NOW)


@pytest.fixture
def row() -> InspectionRow:
    return make_inspections()[0]


def page(**asked: str) -> str:
    return acting(SUPERVISOR).get("/oversight/", asked).content.decode()


def found() -> Counter[Kind]:
    return Counter(row.kind for row in departures(SUPERVISOR, *THE_YEAR).rows)


@pytest.mark.clause("WY-5.8b")
def test_a_stopped_visit_is_one_row_with_all_that_is_asked(row: InspectionRow) -> None:
    cancel_inspection(SUPERVISOR, CancelInspection(row.id, "重复检查"), NOW)
    (one,) = departures(SUPERVISOR, *THE_YEAR).rows
    assert (one.kind, one.why, one.at, one.who) == (Kind.STOPPED, "重复检查", NOW, SUPERVISOR.id)
    assert one.clause
    shown = page()
    assert planned(row).name in shown
    assert f"/visits/{row.id}/" in shown


@pytest.mark.clause("R-PROC-4")
def test_a_door_without_code_is_a_row_of_its_own(row: InspectionRow) -> None:
    notify(row)
    who = officer(row, planned(row).lead)
    enter_without_code(who, EnterWithoutCode(row.id, "手机没电"), on_the_day(row))
    (one,) = departures(SUPERVISOR, *THE_YEAR).rows
    assert (one.kind, one.what, one.why) == (Kind.NO_CODE, "未亮码入企，今年第 1 次", "手机没电")
    assert "未亮码" in page()


def test_a_check_for_a_cause_is_watched(row: InspectionRow) -> None:
    visit = planned(row)
    cause = (TriggerSource.COMPLAINT, "12345热线第0418号")
    day = NOW.date() + timedelta(days=3)
    plan_triggered(CLERK, PlanTriggered(REGION, "SCJG", visit.sid, "SCJG-I", "食品安全", day, 60, *cause), NOW)
    (one,) = departures(SUPERVISOR, *THE_YEAR).rows
    assert (one.kind, one.on, "12345热线第0418号" in one.why, one.clause) == (Kind.CAUSE, day, True, "R-FREQ-4")


def test_voids_returns_reads_and_recusals_are_rows_of_their_kind(row: InspectionRow) -> None:
    record_read(CLERK, RecordRead(f"subject:{planned(row).sid}", "法定代表人电话", "电话通知"), NOW)
    officer = planned(row).officers[0]
    clerk = make_actor(Role.DEPARTMENT_CLERK, officer.department)
    declared = declare_recusal(clerk, DeclareRecusal(officer.cert_no, planned(row).sid, "亲属"), NOW)
    decide_recusal(make_actor(Role.DEPARTMENT_HEAD, officer.department), DecideRecusal(declared.recusal, upheld=True, reason="属实"), NOW)
    assert found() == {Kind.SEEN: 1, Kind.RECUSAL: 1}
    assert "亲属" not in page()


def test_what_was_sealed_and_is_read_is_a_row_with_its_reason() -> None:
    make_county()
    december = (date(2026, 12, 1), date(2026, 12, 18))
    make_plans(SCJG=(line_row(announced=False, secret_because="飞行检查", window=december),))
    sealed = draw_year()
    read_sealed(COORDINATOR, ReadSealed(sealed, "核对第三周的车辆"), NOW)
    (one,) = departures(SUPERVISOR, *THE_YEAR).rows
    assert (one.kind, one.what, one.why, one.page, one.key) == (Kind.SEEN, "查看了封存名单", "核对第三周的车辆", "draws:draw", str(sealed))
    (mark,) = reads(SUPERVISOR, since=NOW, until=NOW + timedelta(seconds=1))
    assert (mark.about, mark.payload) == (f"draw:{sealed}", {"draw": sealed, "purpose": "核对第三周的车辆"})


def test_a_rating_that_was_opened_is_a_row_with_its_reason(row: InspectionRow) -> None:
    rate(carry_out(row))
    open_rating(SUPERVISOR, OpenRating(sealed_ratings(SUPERVISOR)[0].rating, "核查投诉"), NOW)
    (one,) = [one for one in departures(SUPERVISOR, *THE_YEAR).rows if one.kind is Kind.SEEN]
    assert (one.what, one.why) == ("评价开封：SCJG", "核查投诉")
    assert "核查投诉" in page(kind="seen")
    assert [mark.payload["reason"] for mark in reads(SUPERVISOR, since=NOW, until=NOW + timedelta(seconds=1))] == ["核查投诉"]  # type: ignore[index]  # nobody took it out


def test_a_plan_sent_back_and_a_draw_voided() -> None:
    make_county()
    make_plans()
    plan = Entry.objects.filter(about__startswith="plan:").values_list("about", flat=True)[0]
    return_plan(COORDINATOR, ReturnPlan(int(plan.partition(":")[2]), "太集中"), NOW)
    make_plans()
    make_void(draw_year(), "名录有误", NOW + timedelta(hours=1), (SUPERVISOR, COORDINATOR))
    assert found() == {Kind.RETURNED: 1, Kind.VOID: 1}
    assert [row.kind for row in departures(SUPERVISOR, *THE_YEAR).rows] == [Kind.VOID, Kind.RETURNED]


def test_the_counts_are_the_rows(row: InspectionRow) -> None:
    for number in range(3):
        record_read(CLERK, RecordRead(f"subject:{number}", "电话"), NOW)
    cancel_inspection(COORDINATOR, CancelInspection(row.id, "停业"), NOW)
    all_of_them = departures(SUPERVISOR, *THE_YEAR)
    for kind, number in all_of_them.counts:
        assert page(kind=kind).count('<th scope="row">') == number
    assert page().count('<th scope="row">') == sum(number for _, number in all_of_them.counts) == 4


def test_the_time_narrows(row: InspectionRow) -> None:
    cancel_inspection(COORDINATOR, CancelInspection(row.id, "停业"), NOW)
    day = NOW.date().isoformat()
    assert "停业" in page(since=day, until=day)
    assert "停业" not in page(until=(NOW.date() - timedelta(days=1)).isoformat())
    assert "停业" in page(since="not a day")


def test_another_region_sees_nothing(row: InspectionRow) -> None:
    cancel_inspection(COORDINATOR, CancelInspection(row.id, "停业"), NOW)
    elsewhere = make_actor(Role.LEGAL_SUPERVISOR, "SFJ", region="62/6299")
    assert departures(elsewhere, *THE_YEAR).rows == ()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPARTMENT_HEAD, Role.ENTERPRISE, Role.AUDIT_ADMIN])
def test_who_may_not_is_refused(role: Role, row: InspectionRow) -> None:
    assert acting(make_actor(role)).get("/oversight/").status_code == 403


def test_looking_changes_nothing(row: InspectionRow) -> None:
    before = Entry.objects.count()
    page()
    assert acting(SUPERVISOR).post("/oversight/").status_code == 405
    assert Entry.objects.count() == before
