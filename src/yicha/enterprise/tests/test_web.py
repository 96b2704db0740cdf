"""What an enterprise sees: its own, after notice, with officers half-named; and that it may ask somebody to stay away."""

from datetime import timedelta

import pytest

from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.actions.decide_objection import decide_objection
from yicha.inspections.actions.raise_objection import raise_objection
from yicha.inspections.testing import carry_out, make_inspections, notify, on_the_day, planned
from yicha.inspections.types import CancelInspection, DecideObjection, InspectionRow, ObjectionGround, RaiseObjection
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.models import Recusal
from yicha.orgs.testing import make_actor
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.queries import year_left
from yicha.planning.testing import owner as owner_of
from yicha.planning.types import PastCheck, RecordPastChecks
from yicha.scenes.testing import make_scene, scene_items
from yicha.shell.testing import acting
from yicha.subjects.queries import subject

pytestmark = pytest.mark.django_db

PAGES = ("/firm/", "/firm/record/", "/firm/recusal/")


@pytest.fixture(scope="module")
def county(once: None) -> list[InspectionRow]:
    return make_inspections()


@pytest.fixture
def rows(county: list[InspectionRow], monkeypatch: pytest.MonkeyPatch) -> list[InspectionRow]:
    moment = on_the_day(county[0]).replace(day=1, month=2)
    monkeypatch.setattr("yicha.enterprise.web.pages.now", lambda: moment)
    return county


@pytest.fixture
def row(rows: list[InspectionRow]) -> InspectionRow:
    return rows[0]


def owner(row: InspectionRow) -> Actor:
    return owner_of(planned(row).sid)


def page(row: InspectionRow, address: str = "/firm/") -> str:
    return acting(owner(row)).get(address).content.decode()


@pytest.mark.clause("LYG-4.3e")
def test_a_visit_is_shown_once_its_notice_was_served(row: InspectionRow) -> None:
    assert "没有通知过的检查" in page(row)
    notify(row)
    shown = page(row)
    day = planned(row).first_day
    assert f"{day.month}月{day.day}日" in shown
    assert planned(row).officers[0].cert_no[-4:] in shown


@pytest.mark.clause("GX-5.4b")
@pytest.mark.parametrize("address", PAGES)
def test_officers_are_half_named(address: str, row: InspectionRow) -> None:
    notify(row)
    shown = page(row, address)
    for one in planned(row).officers:
        assert one.name not in shown
        assert one.cert_no not in shown


@pytest.mark.parametrize("address", PAGES)
def test_what_is_planned_without_notice_stays_unsaid(address: str, row: InspectionRow) -> None:
    visit = planned(row)
    shown = page(row, address)
    assert row.number not in shown
    assert visit.number not in shown
    assert not any(demand.check_class in shown for demand in visit.demands)


def test_another_enterprise_sees_nothing_of_it(rows: list[InspectionRow]) -> None:
    row, other = rows[0], next(one for one in rows if planned(one).sid != planned(rows[0]).sid)
    notify(row)
    carry_out(other)
    assert planned(other).name not in page(row, "/firm/record/")
    assert acting(owner(row)).get(f"/firm/notices/{other.id}/").status_code == 404


def test_the_notice_is_the_enterprise_s_to_read(row: InspectionRow) -> None:
    client = acting(owner(row))
    assert client.get(f"/firm/notices/{row.id}/").status_code == 404
    notify(row)
    served = client.get(f"/firm/notices/{row.id}/")
    assert (served.headers["Content-Type"], served.content[:4]) == ("application/pdf", b"%PDF")


def test_the_year_counts_what_took_place(row: InspectionRow) -> None:
    carry_out(row)
    check = PastCheck(planned(row).sid, "旅馆治安", "市公安局", "city", NOW.date().replace(month=1))
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, (check,)), NOW)
    home, past = page(row), page(row, "/firm/record/")
    assert "<strong>2 <small>" in home
    assert "今年不再来" in home
    assert "市公安局" in past
    assert "未发现问题" in past


def test_a_visit_called_off_after_notice_says_why(row: InspectionRow) -> None:
    notify(row)
    cancel_inspection(make_actor(Role.COORDINATOR), CancelInspection(row.id, "企业停业"), NOW)
    assert "没有通知过的检查" in page(row)
    assert "企业停业" in page(row, "/firm/record/")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER, Role.SYSTEM_ADMIN])
@pytest.mark.parametrize("address", PAGES)
def test_who_is_no_enterprise_is_refused(address: str, role: Role, row: InspectionRow) -> None:
    assert acting(make_actor(role)).get(address).status_code == 403


class TestRecusal:
    @pytest.mark.clause("R-SUB-3")
    def test_somebody_may_be_asked_to_stay_away_before_the_visit(self, row: InspectionRow) -> None:
        notify(row)
        answer = acting(owner(row)).post("/firm/recusal/", {"officer": "0", "reason": "前合伙人"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/firm/recusal/")
        (found,) = Recusal.objects.all()
        assert (found.by_party, found.sid, found.reason) == (True, planned(row).sid, "前合伙人")
        assert "等负责人决定" in page(row, "/firm/recusal/")

    @pytest.mark.parametrize("said", [{"officer": "99", "reason": "x"}, {"officer": "0", "reason": " "}, {}])
    def test_what_is_not_whole_is_said_at_the_field(self, said: dict[str, str], row: InspectionRow) -> None:
        notify(row)
        before = Entry.objects.count()
        answer = acting(owner(row)).post("/firm/recusal/", said or {"csrf": "x"})
        assert answer.status_code == 422
        assert Entry.objects.count() == before

    def test_twice_is_refused_at_the_field(self, row: InspectionRow) -> None:
        notify(row)
        for status in (303, 422):
            assert acting(owner(row)).post("/firm/recusal/", {"officer": "0", "reason": "前合伙人"}).status_code == status

    def test_before_a_notice_there_is_nobody_to_name(self, row: InspectionRow) -> None:
        assert acting(owner(row)).post("/firm/recusal/", {"officer": "0", "reason": "x"}).status_code == 422


def test_looking_changes_nothing(row: InspectionRow) -> None:
    notify(row)
    before = Entry.objects.count()
    for address in PAGES:
        page(row, address)
    assert Entry.objects.count() == before


def test_the_handbooks_that_mean_it_are_pushed_to_it(row: InspectionRow, monkeypatch: pytest.MonkeyPatch) -> None:
    """GX-2.2: what a scene in force would ask, and nothing of scenes that mean others."""
    assert "还没有适用于您的手册" in page(row, "/firm/handbooks/")
    scene_items()
    make_scene(name="餐饮一次查")
    make_scene(name="只查别家", scope_query="name = '没有这一家'")
    monkeypatch.setattr("yicha.enterprise.web.pages.now", lambda: NOW + timedelta(days=1))
    shown = page(row, "/firm/handbooks/")
    assert "餐饮一次查" in shown
    assert "合起来只问 3 问" in shown
    assert "只查别家" not in shown


class TestAnotherHour:
    def said(self, row: InspectionRow, hour: str = "15:00") -> dict[str, str]:
        return {"day": planned(row).first_day.isoformat(), "hour": hour, "reason": "上午盘点"}

    @pytest.mark.clause("LYG-4.3e")
    def test_it_may_be_asked_once(self, row: InspectionRow) -> None:
        notify(row)
        client = acting(owner(row))
        assert client.get(f"/firm/visits/{row.id}/hours/").status_code == 200
        assert client.post(f"/firm/visits/{row.id}/hours/", self.said(row)).status_code == 303
        shown = page(row)
        assert "等答复" in shown
        assert "申请换个时间" not in shown
        assert client.post(f"/firm/visits/{row.id}/hours/", self.said(row)).status_code == 422

    def test_what_cannot_be_is_said_at_the_field(self, row: InspectionRow) -> None:
        notify(row)
        answer = acting(owner(row)).post(f"/firm/visits/{row.id}/hours/", self.said(row, "22:00"))
        assert answer.status_code == 422
        assert "可以上门的时间" in answer.content.decode()

    @pytest.mark.parametrize("what", ["hours", "objection"])
    def test_of_others_and_of_what_was_not_told_there_is_nothing(self, rows: list[InspectionRow], what: str) -> None:
        row, other = rows[0], next(one for one in rows if planned(one).sid != planned(rows[0]).sid)
        notify(other)
        for pk in (row.id, other.id, 999_999):
            assert acting(owner(row)).get(f"/firm/visits/{pk}/{what}/").status_code == 404


class TestObjection:
    @pytest.mark.clause("LYG-4.3d")
    def test_the_enterprise_says_that_it_had_its_check(self, row: InspectionRow) -> None:
        notify(row)
        client = acting(owner(row))
        shown = client.get(f"/firm/visits/{row.id}/objection/").content.decode()
        assert "今年已经超次" in shown
        assert planned(row).demands[0].check_class in shown  # the ledger stands beside it
        said = {"ground": "over_limit", "words": "三月省局来过"}
        assert client.post(f"/firm/visits/{row.id}/objection/", said).status_code == 303
        assert "裁定前不会来" in page(row)
        assert client.post(f"/firm/visits/{row.id}/objection/", said).status_code == 422

    def test_it_reads_why_it_was_not_upheld(self, row: InspectionRow) -> None:
        notify(row)
        raise_objection(owner(row), RaiseObjection(row.id, ObjectionGround.OVER_LIMIT, "来过"), NOW)
        decide_objection(make_actor(Role.LEGAL_SUPERVISOR), DecideObjection(row.id, uphold=False, reason="不是同一类"), NOW)
        assert "异议不成立：不是同一类" in page(row)


def test_one_ledger_for_the_enterprise_and_its_dossier(row: InspectionRow) -> None:
    """What was told is planned, what took place is used; what is left says from when."""
    own = subject(SYSTEM, planned(row).sid)
    notify(row)
    told, whole = year_left(SYSTEM, own, NOW.date()).told({row.visit}), year_left(SYSTEM, own, NOW.date())
    assert told.ledger == whole.ledger
    assert {(one.allowed, one.used, one.planned, one.left) for one in told.ledger} == {(1, 0, 1, 0)}
    assert {one.next_day.year for one in told.ledger} == {NOW.year + 1}
    assert not whole.told(()).ledger
