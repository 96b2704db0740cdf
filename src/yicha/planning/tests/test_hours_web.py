"""排班日历 on screens: proposed, moved, refused with the lawful ways; and what two clerks at once cannot do."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from yicha.engines.deadlines import BEIJING
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotFound
from yicha.kernel.testing import NOW, Sql, run_sql
from yicha.orgs.testing import make_actor
from yicha.planning.actions.ask_hours import ask_hours
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.models import VisitOfficer
from yicha.planning.queries import hours_requests, visit
from yicha.planning.testing import YEAR, owner, staffed_visits
from yicha.planning.tests.filed import ROOT
from yicha.planning.types import AskHours, CancelVisit, HoursRequestStatus, NotifyVisit, VisitRow
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
ELSEWHERE = "62/6207/620798"


@pytest.fixture
def row() -> VisitRow:
    return next(one for one in staffed_visits() if one.staffed and one.door)


def clerk(row: VisitRow, region: str = "") -> Client:
    return acting(make_actor(Role.DEPARTMENT_CLERK, row.lead, **({"region": region} if region else {})))


def page(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]  # a response


def at(row: VisitRow, hour: int) -> datetime:
    return datetime.combine(row.first_day, time(hour), BEIJING)


def post(row: VisitRow, client: Client, hour: str = "10:00") -> object:
    return client.post(f"/schedule/{row.id}/", {"day": row.first_day.isoformat(), "hour": hour})


def set_to(row: VisitRow, hour: int) -> None:
    assert post(row, clerk(row), f"{hour}:00").status_code == 303  # type: ignore[attr-defined]  # a response
    assert visit(SYSTEM, row.id).starts_at == at(row, hour)


@pytest.fixture
def asked(row: VisitRow) -> VisitRow:
    notify_visit(SYSTEM, NotifyVisit(row.id), NOW)
    ask_hours(owner(row.sid), AskHours(row.id, at(row, 15), "上午盘点"), at(row, 9) - timedelta(days=9))
    return row


class TestCalendar:
    def test_a_week_is_placed_by_one_button(self, row: VisitRow) -> None:
        address = f"/schedule/?year={YEAR}&week={row.week}&department={row.lead}"
        shown = page(clerk(row).get(address))
        assert "还没排到几点" in shown
        assert "按路线排" in shown
        answer = clerk(row).post("/schedule/propose/", {"year": YEAR, "week": row.week, "department": row.lead})
        assert answer.status_code == 303
        placed = visit(SYSTEM, row.id)
        assert placed.starts_at
        assert f"{placed.starts_at.astimezone(BEIJING):%H:%M}–" in page(clerk(row).get(address))

    def test_who_only_reads_is_offered_nothing(self, row: VisitRow) -> None:
        shown = page(acting(make_actor(Role.DEPARTMENT_HEAD, row.lead)).get(f"/schedule/?year={YEAR}&week={row.week}"))
        assert "按路线排" not in shown
        assert row.name in shown

    @pytest.mark.parametrize("said", [{}, {"year": "2026", "week": "99"}, {"year": "x", "week": "1"}])
    def test_a_week_that_is_none_is_refused(self, row: VisitRow, said: dict[str, str]) -> None:
        assert clerk(row).post("/schedule/propose/", said | {"department": row.lead}).status_code == 409

    def test_another_department_is_not_placed(self, row: VisitRow) -> None:
        other = next(code for code in ("SCJG", "XFJY", "WSJK") if code != row.lead)
        said = {"year": YEAR, "week": row.week, "department": other}
        assert clerk(row).post("/schedule/propose/", said).status_code == 403
        assert clerk(row).post("/schedule/propose/", said | {"department": ""}).status_code == 403


class TestMoving:
    def test_by_the_form(self, row: VisitRow) -> None:
        assert clerk(row).get(f"/schedule/{row.id}/").status_code == 200
        set_to(row, 10)
        set_to(row, 14)
        assert "现在排在" in page(clerk(row).get(f"/schedule/{row.id}/"))

    def test_what_is_refused_says_the_ways_and_keeps_what_was_typed(self, row: VisitRow) -> None:
        answer = post(row, clerk(row), "20:00")
        assert answer.status_code == 422  # type: ignore[attr-defined]  # a response
        assert "换到这一周的另一天" in page(answer)
        assert 'value="20:00"' in answer.content.decode()  # type: ignore[attr-defined]  # as above
        assert visit(SYSTEM, row.id).starts_at is None

    def test_only_the_lead_of_this_region(self, row: VisitRow) -> None:
        other = next(code for code in ("SCJG", "XFJY", "WSJK") if code != row.lead)
        assert acting(make_actor(Role.DEPARTMENT_CLERK, other)).get(f"/schedule/{row.id}/").status_code == 403
        assert acting(make_actor(Role.OFFICER, row.lead)).get(f"/schedule/{row.id}/").status_code == 403
        for pk in (row.id, 999_999):
            assert clerk(row, ELSEWHERE).get(f"/schedule/{pk}/").status_code == 404

    @pytest.mark.parametrize("address", ["/schedule/{id}/", "/schedule/{id}/request/", "/schedule/"])
    def test_looking_changes_nothing(self, asked: VisitRow, address: str) -> None:
        before = Entry.objects.count()
        assert clerk(asked).get(address.format(id=asked.id)).status_code == 200
        assert Entry.objects.count() == before


class TestAnotherHour:
    def test_it_waits_in_the_calendar_and_is_granted(self, asked: VisitRow) -> None:
        assert "企业申请改期" in page(clerk(asked).get("/schedule/"))
        assert "上午盘点" in page(clerk(asked).get(f"/schedule/{asked.id}/request/"))
        assert clerk(asked).post(f"/schedule/{asked.id}/request/", {"grant": "yes"}).status_code == 303
        assert visit(SYSTEM, asked.id).starts_at == at(asked, 15)
        assert hours_requests(SYSTEM, visits=[asked.id])[0].status is HoursRequestStatus.GRANTED

    def test_it_is_answered_once(self, asked: VisitRow) -> None:
        for answer, status in (("no", 409), ("yes", 303), ("yes", 409)):
            assert clerk(asked).post(f"/schedule/{asked.id}/request/", {"grant": answer}).status_code == status

    def test_another_enterprise_cannot_ask(self, asked: VisitRow) -> None:
        other = visit(SYSTEM, VisitOfficer.objects.exclude(visit__subject=asked.sid).latest("pk").visit_id).sid
        with pytest.raises(NotFound):
            ask_hours(owner(other), AskHours(asked.id, at(asked, 15), "x"), at(asked, 9) - timedelta(days=9))


class TestDatabase:
    """Whatever way is tried."""

    def other(self, row: VisitRow) -> int:
        found = VisitOfficer.objects.exclude(visit=row.id).filter(cert_no__in=[one.cert_no for one in row.officers]).first()
        assert found
        return found.visit_id

    def move(self, pk: int, starts_at: datetime) -> None:
        """With days and hours, past every rule."""
        day, ends_at = starts_at.date().isoformat(), (starts_at + timedelta(hours=1)).isoformat()
        said = "UPDATE planning_visit SET first_day = %s, last_day = %s, starts_at = %s, ends_at = %s WHERE id = %s"
        with transaction.atomic():
            run_sql(ROOT, Sql(said, (day, day, starts_at.isoformat(), ends_at, pk)), NOW)

    def test_nobody_is_at_two_doors_at_one_hour(self, row: VisitRow) -> None:
        set_to(row, 10)
        with pytest.raises(IntegrityError, match="officer_at_one_door"):
            self.move(self.other(row), at(row, 10) + timedelta(minutes=30))

    def test_a_cancelled_visit_frees_its_officers(self, row: VisitRow) -> None:
        set_to(row, 10)
        cancel_visit(SYSTEM, CancelVisit(row.id, "企业停业"), NOW)
        self.move(self.other(row), at(row, 10))

    def test_who_is_drawn_later_is_not_at_two_doors_either(self, row: VisitRow) -> None:
        set_to(row, 10)
        other, cert_no = self.other(row), row.officers[0].cert_no
        run_sql(ROOT, Sql("DELETE FROM planning_visitofficer WHERE visit_id = %s", (other,)), NOW)
        self.move(other, at(row, 10))
        said = "INSERT INTO planning_visitofficer (visit_id, department, slot, cert_no, name) VALUES (%s, %s, 1, %s, '某人')"
        with pytest.raises(IntegrityError, match="officer_at_one_door"), transaction.atomic():
            run_sql(ROOT, Sql(said, (other, row.lead, cert_no)), NOW)

    def test_an_hour_outside_its_days_cannot_be_stored(self, row: VisitRow) -> None:
        moment = at(row, 10) + timedelta(days=30)
        said = "UPDATE planning_visit SET starts_at = %s, ends_at = %s WHERE id = %s"
        with pytest.raises(IntegrityError, match="visit_hours_on_its_days"), transaction.atomic():
            run_sql(ROOT, Sql(said, (moment.isoformat(), (moment + timedelta(hours=1)).isoformat(), row.id)), NOW)
