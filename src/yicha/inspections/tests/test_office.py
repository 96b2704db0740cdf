"""The office's pages: the list and what narrows it, one visit, notices, cancelling, the head's desk."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from yicha.inspections.actions.record_results import record_results
from yicha.inspections.queries import inspection, monday
from yicha.inspections.testing import (
    answer,
    carry_out,
    check,
    clean_results,
    notify,
    officer,
    on_the_day,
    photograph,
    planned,
    start,
)
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, InspectionStatus, PointResult, TaskStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_department
from yicha.shell.testing import acting

ELSEWHERE = "62/6208/620899"
COORDINATOR = make_actor(Role.COORDINATOR, "LXB")


@pytest.fixture
def rows(opened: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    with shifted(on_the_day(opened[0]) - timedelta(days=7)):
        yield opened


def clerk(row: InspectionRow, department: str = "") -> Client:
    return acting(make_actor(Role.DEPARTMENT_CLERK, department or planned(row).lead))


def shown(client: Client, address: str, status: int = 200) -> str:
    """The page; that it changed nothing is seen in the trail."""
    before = Entry.objects.count()
    found = client.get(address)
    assert found.status_code == status
    assert Entry.objects.count() == before
    return str(found.content.decode())


class TestTheList:
    def test_the_office_sees_all_and_its_count_is_that_of_the_rows(self, rows: list[InspectionRow]) -> None:
        page = shown(acting(COORDINATOR), "/visits/?week=")
        assert page.count('<th scope="row">') == len(rows)
        assert f"导出 {len(rows)} 行" in page

    def test_it_stands_in_the_order_of_a_column(self, rows: list[InspectionRow]) -> None:
        numbers = sorted(row.number for row in rows)
        for asked, wanted in (("number", numbers), ("-number", numbers[::-1])):
            page = shown(acting(COORDINATOR), f"/visits/?week=&sort={asked}")
            assert sorted(numbers, key=page.index) == wanted

    def test_a_department_sees_the_visits_it_has_part_in(self, rows: list[InspectionRow]) -> None:
        make_department("SLJ")
        assert "没有符合条件的检查任务" in shown(clerk(rows[0], "SLJ"), "/visits/")
        assert planned(rows[0]).name in shown(clerk(rows[0]), "/visits/?week=")

    def test_it_begins_with_this_week_and_all_are_one_tap_away(self, opened: list[InspectionRow]) -> None:
        office = acting(COORDINATOR)
        firm = planned(opened[0])
        here = [row for row in opened if monday(planned(row).first_day) == monday(firm.first_day)]
        with shifted(on_the_day(opened[0])):
            page = shown(office, "/visits/")
            assert f"导出 {len(here)} 行" in page
            assert 'href="/visits/?week="' in page
        with shifted(on_the_day(opened[0]) - timedelta(days=7)):
            assert firm.name not in shown(office, "/visits/")
            assert firm.name in shown(office, f"/visits/?q={firm.name}")

    def test_another_county_sees_none(self, rows: list[InspectionRow]) -> None:
        stranger = acting(make_actor(Role.DEPARTMENT_CLERK, planned(rows[0]).lead, ELSEWHERE))
        assert "没有符合条件的检查任务" in shown(stranger, "/visits/")
        shown(stranger, f"/visits/{rows[0].id}/", 404)

    def test_it_is_narrowed_by_what_stands_in_the_address(self, rows: list[InspectionRow]) -> None:
        notify(rows[0])
        client = acting(COORDINATOR)
        first = planned(rows[0]).first_day
        monday = first - timedelta(days=first.weekday())
        for query, count in {
            "status=notified": 1,
            f"q={planned(rows[0]).name}": 1,
            f"q={rows[1].number}": 1,
            f"week={monday}": sum(monday <= planned(row).first_day < monday + timedelta(days=7) for row in rows),
            "department=SCJG": sum("SCJG" in planned(row).departments for row in rows),
            "q=没有这家": 0,
            "week=notaday&status=nonsense": len(rows),
        }.items():
            assert shown(client, f"/visits/?{query}").count('<th scope="row">') == count, query

    @pytest.mark.usefixtures("rows")
    def test_who_has_no_business_here_is_refused(self) -> None:
        for role in (Role.ENTERPRISE, Role.SYSTEM_ADMIN):
            shown(acting(make_actor(role)), "/visits/", 403)

    @pytest.mark.usefixtures("rows")
    def test_its_questions_to_the_database_are_few(self, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_max_num_queries(25):
            shown(acting(COORDINATOR), "/visits/")


class TestNotices:
    def test_the_leading_department_sends_one(self, rows: list[InspectionRow]) -> None:
        client = clerk(rows[0])
        assert "发出通知书" in shown(client, f"/visits/{rows[0].id}/")
        sent = client.post(f"/visits/{rows[0].id}/notice/")
        assert (sent.status_code, sent["Location"]) == (303, f"/visits/{rows[0].id}/")
        assert inspection(SYSTEM, rows[0].id).status is InspectionStatus.NOTIFIED
        paper = client.get(f"/visits/{rows[0].id}/notice.pdf")
        assert paper.content.startswith(b"%PDF")
        assert paper["Content-Type"] == "application/pdf"

    def test_another_department_sends_none(self, rows: list[InspectionRow]) -> None:
        other = clerk(rows[0], planned(rows[0]).departments[1])
        assert other.post(f"/visits/{rows[0].id}/notice/").status_code == 403
        assert inspection(SYSTEM, rows[0].id).status is InspectionStatus.SCHEDULED

    def test_many_at_once_and_what_is_refused_is_told(self, rows: list[InspectionRow]) -> None:
        led = [row for row in rows if planned(row).lead == planned(rows[0]).lead]
        other = next(row for row in rows if planned(row).lead != planned(rows[0]).lead)
        asked = {"inspection": [row.id for row in (*led, other)] + ["x"], "query": "status=notified"}
        client = clerk(rows[0])
        found = client.post("/visits/notices/", asked)
        assert (found.status_code, found["Location"]) == (303, "/visits/?status=notified")
        page = shown(client, "/visits/?status=notified")
        assert f"已发出 {len(led)} 份通知书" in page
        assert "1 份没有发出：只能办理本部门的部分" in page
        packed = client.get("/visits/notices.zip")
        assert len(ZipFile(BytesIO(packed.content)).namelist()) == len(led)

    def test_the_paper_with_the_secret_code_is_not_for_others(self, rows: list[InspectionRow]) -> None:
        notify(rows[0])
        make_department("SLJ")
        assert clerk(rows[0], "SLJ").get(f"/visits/{rows[0].id}/notice.pdf").status_code == 404
        shown(acting(COORDINATOR), f"/visits/{rows[1].id}/notice.pdf", 404)


class TestOneVisit:
    def test_its_page_tells_all_of_it(self, rows: list[InspectionRow]) -> None:
        start(rows[0])
        answer(rows[0], planned(rows[0]).lead, PointResult.FAIL, "标签不全")
        photograph(rows[0])
        check(rows[0])
        page = shown(acting(COORDINATOR), f"/visits/{rows[0].id}/")
        for words in ("李掌柜", "链首", "企业签字，记录锁定", "亮码入企", rows[0].number, planned(rows[0]).officers[0].name):
            assert words in page
        record = shown(acting(COORDINATOR), f"/visits/{rows[0].id}/record/")
        assert "标签不全" in record
        assert "<path d=" in record
        copy = acting(COORDINATOR).get(f"/visits/{rows[0].id}/evidence/1/")
        assert copy["Content-Type"] == "image/jpeg"
        assert copy.content.startswith(b"\xff\xd8")
        shown(acting(COORDINATOR), f"/visits/{rows[0].id}/evidence/2/", 404)

    def test_what_is_not_announced_is_seen_by_who_comes_until_they_are_there(self, rows: list[InspectionRow]) -> None:
        sql = Sql("UPDATE planning_visit SET announced = false WHERE id = %s", (rows[0].visit,))
        run_sql(actor(RUN_SQL), sql, on_the_day(rows[0]))
        make_department("SLJ")
        shown(clerk(rows[0], "SLJ"), f"/visits/{rows[0].id}/", 404)
        assert "依法不预先告知" in shown(clerk(rows[0]), f"/visits/{rows[0].id}/")

    def test_it_is_cancelled_with_a_reason_by_who_may(self, rows: list[InspectionRow]) -> None:
        supervisor = acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ"))
        address = f"/visits/{rows[0].id}/cancel/"
        shown(clerk(rows[0]), address, 403)
        assert "取消后名额退回" in shown(supervisor, address)
        assert "写明原因" in supervisor.post(address, {"reason": " "}).content.decode()
        assert inspection(SYSTEM, rows[0].id).status is InspectionStatus.SCHEDULED
        assert supervisor.post(address, {"reason": "企业停业"}).status_code == 303
        assert inspection(SYSTEM, rows[0].id).cancelled_because == "企业停业"
        assert "已取消：企业停业" in shown(supervisor, f"/visits/{rows[0].id}/")


class TestTheHead:
    @pytest.fixture
    def filed(self, rows: list[InspectionRow]) -> InspectionRow:
        start(rows[0])
        check(rows[0])
        record_results(officer(rows[0], planned(rows[0]).lead), clean_results(rows[0], planned(rows[0]).lead), on_the_day(rows[0], 12))
        return rows[0]

    def head(self, row: InspectionRow, department: str = "") -> Client:
        return acting(make_actor(Role.DEPARTMENT_HEAD, department or planned(row).lead))

    def test_what_waits_is_approved_together(self, filed: InspectionRow) -> None:
        lead = planned(filed).lead
        assert "没有待核定的结果" in shown(self.head(filed, planned(filed).departments[1]), "/visits/review/")
        assert planned(filed).name in shown(self.head(filed), "/visits/review/")
        found = self.head(filed).post("/visits/review/", {"part": [f"{filed.id}:{lead}"]})
        assert found.status_code == 303
        assert inspection(SYSTEM, filed.id).tasks[0].status is TaskStatus.CONCLUDED

    def test_another_head_s_part_is_refused(self, filed: InspectionRow) -> None:
        other = self.head(filed, planned(filed).departments[1])
        found = other.post("/visits/review/", {"part": [f"{filed.id}:{planned(filed).lead}"]})
        assert found.status_code == 403
        assert self.head(filed).post("/visits/review/", {"part": ["x:y"]}).status_code == 404

    def test_it_is_returned_with_a_reason(self, filed: InspectionRow) -> None:
        address = f"/visits/{filed.id}/return/{planned(filed).lead}/"
        assert "退回" in shown(self.head(filed), address)
        assert self.head(filed).post(address, {"reason": "请补充说明"}).status_code == 303
        assert inspection(SYSTEM, filed.id).tasks[0].returned_because == "请补充说明"
        assert "退回：请补充说明" in shown(acting(COORDINATOR), f"/visits/{filed.id}/")

    def test_an_officer_is_not_the_head(self, filed: InspectionRow) -> None:
        shown(acting(officer(filed, planned(filed).lead)), "/visits/review/", 403)


def test_a_closed_visit_has_no_clock(rows: list[InspectionRow]) -> None:
    carry_out(rows[0])
    page = shown(acting(COORDINATOR), "/visits/?status=closed")
    assert "yc-clock" not in page
    assert "3 / 3" in page
