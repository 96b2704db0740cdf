"""What the database holds at the door, and the pages there."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction

from yicha.inspections.actions.request_assistance import request_assistance
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.models import Inspection
from yicha.inspections.queries import assistance, inspection
from yicha.inspections.testing import (
    PHOTOGRAPH,
    notify,
    officer,
    officer_with,
    on_the_day,
    planned,
    start,
)
from yicha.inspections.tests.pages import shifted
from yicha.inspections.tests.test_at_the_door import FOREIGN, licensed
from yicha.inspections.types import (
    AssistanceGround,
    InspectionRow,
    InspectionStatus,
    RequestAssistance,
    ScanIn,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_officer
from yicha.shell.testing import acting


@pytest.fixture
def begun(opened: list[InspectionRow]) -> Iterator[InspectionRow]:
    start(opened[0])
    with shifted(on_the_day(opened[0], 12)):
        yield opened[0]


def written(statement: str, *values: str | int | None) -> bool:
    """Whether the database took it."""
    with suppress(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(statement, values), NOW)
        return True
    return False


ANSWERED = (
    "INSERT INTO inspections_answer (inspection_id, question, result, value, note, officer, at) VALUES (%s, 'q', 'pass', '', '', %s, now())"
)
SIGNED = (
    "INSERT INTO inspections_siterecord (inspection_id, person, position, strokes, refused_because, witness, questions, failed, evidence, "
    "recusal, statement, fingerprint, officer, at) VALUES (%s, '李', '', 'M1 1 L2 2', '', '', 1, 0, 0, '', '', 'f', %s, now())"
)
NAMED = "INSERT INTO inspections_companion (inspection_id, role, name, number, organ, at) VALUES (%s, 'expert', '王', %s, '', now())"


@pytest.mark.clause("R-SUB-2", "R-SUB-3")
class TestNobodyElseConcludes:
    """The table over who writes: only who was drawn, for his own department; whoever holds the pen of the database."""

    @pytest.mark.parametrize("statement", [ANSWERED, SIGNED])
    def test_records_are_written_by_the_drawn(self, begun: InspectionRow, statement: str) -> None:
        assert not written(statement, begun.id, "ZJ-07")
        assert written(statement, begun.id, planned(begun).officers[0].cert_no)

    def test_a_result_names_officers_of_the_own_department_only(self, opened: list[InspectionRow]) -> None:
        row = next(one for one in opened if len(planned(one).departments) > 1)
        first, second = planned(row).departments[:2]
        named = "UPDATE inspections_departmenttask SET officers = ARRAY[%s]::varchar[] WHERE inspection_id = %s AND department = %s"
        drawn = {one.department: one.cert_no for one in planned(row).officers}
        table = {(code, cert): written(named, cert, row.id, code) for code in (first, second) for cert in (*drawn.values(), "ZJ-07")}
        assert {key for key, taken in table.items() if taken} == {(first, drawn[first]), (second, drawn[second])}

    def test_who_comes_along_is_fixed_before_and_is_no_officer(self, opened: list[InspectionRow]) -> None:
        row = opened[0]
        assert written(NAMED, row.id, "ZJ-07")
        assert not written(NAMED, row.id, "ZJ-07")
        assert not written(NAMED, row.id, planned(row).officers[0].cert_no)
        start(row)
        assert not written(NAMED, row.id, "ZJ-08")


@pytest.mark.clause("LYG-4.4a")
class TestAbsenceInTheDatabase:
    GONE = (
        "INSERT INTO inspections_absence (inspection_id, ground, words, officer, at, counted) VALUES (%s, 'CLOSED', '-', %s, now(), false)"
    )

    def test_without_photograph_there_is_none(self, begun: InspectionRow) -> None:
        assert not written(self.GONE, begun.id, planned(begun).officers[0].cert_no)

    def test_a_visit_under_way_is_not_simply_cancelled(self, begun: InspectionRow) -> None:
        ended = "UPDATE inspections_inspection SET status = 'cancelled', cancelled_because = '算了' WHERE id = %s"
        assert not written(ended, begun.id)
        assert Inspection.objects.get(pk=begun.id).status == InspectionStatus.STARTED


class TestPages:
    @pytest.fixture
    def row(self, opened: list[InspectionRow]) -> Iterator[InspectionRow]:
        notify(opened[0])
        with shifted(on_the_day(opened[0], 12)):
            yield opened[0]

    def test_the_firms_code_opens_its_visit(self, row: InspectionRow) -> None:
        client, uscc = acting(officer(row, planned(row).lead)), licensed(row)
        before = Entry.objects.count()
        assert "扫企业的码" in client.get("/check/scan/").content.decode()
        assert "没有检查" in client.post("/check/scan/", {"code": "别的"}).content.decode()
        assert Entry.objects.count() == before
        assert client.post("/check/scan/", {"code": f"https://qr.example.invalid/?id={uscc}"})["Location"] == f"/check/{row.id}/"
        assert inspection(SYSTEM, row.id).status is InspectionStatus.STARTED
        assert client.post("/check/scan/", {"code": row.code})["Location"] == f"/check/{row.id}/"

    def test_what_the_rules_refuse_is_said_where_it_was_scanned(self, row: InspectionRow) -> None:
        run_sql(actor(RUN_SQL), Sql("UPDATE orgs_officer SET valid_to = '2020-01-01' WHERE department_id <> %s", (planned(row).lead,)), NOW)
        answer = acting(officer(row, planned(row).lead)).post("/check/scan/", {"code": row.code})
        assert (answer.status_code, "须有" in answer.content.decode()) == (409, True)

    def test_nobody_there(self, row: InspectionRow) -> None:
        client, address = acting(officer(row, planned(row).lead)), f"/check/{row.id}/absent/"
        assert address in client.get(f"/check/{row.id}/").content.decode()
        said = {"ground": "CLOSED", "words": "卷帘门紧闭"}
        assert client.post(address, said).status_code == 409
        photo = BytesIO(PHOTOGRAPH)
        photo.name = "门.png"
        assert client.post(address, said | {"photo": photo}).status_code == 303
        assert "卷帘门紧闭" in client.get(f"/check/{row.id}/").content.decode()
        page = acting(make_actor(Role.COORDINATOR, "LXB")).get(f"/visits/{row.id}/").content.decode()
        assert "不计入全年次数" in page

    def test_no_code_can_be_shown(self, row: InspectionRow) -> None:
        client, address = acting(officer(row, planned(row).lead)), f"/check/{row.id}/no-code/"
        assert address in client.get(f"/check/{row.id}/code/").content.decode()
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": "手机没电"}).status_code == 303
        assert client.post(address, {"reason": "再来"}).status_code == 409
        assert "手机没电" in acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ")).get(f"/visits/{row.id}/").content.decode()

    def test_what_could_not_wait_is_approved_afterwards(self, row: InspectionRow) -> None:
        lead = planned(row).lead
        said = {"reason": "冒烟报警", "urgent": "on"}
        assert acting(officer(row, lead)).post(f"/check/{row.id}/no-code/", said).status_code == 303
        head, address = acting(make_actor(Role.DEPARTMENT_HEAD, lead)), f"/visits/{row.id}/urgent/"
        assert address in head.get(f"/visits/{row.id}/").content.decode()
        assert "冒烟报警" in head.get(address).content.decode()
        supervisor = acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ"))
        assert "冒烟报警" in supervisor.get("/visits/urgent/").content.decode()
        assert "冒烟报警" not in acting(make_actor(Role.DEPARTMENT_HEAD, "SLJ")).get("/visits/urgent/").content.decode()
        assert supervisor.get(address).status_code == 403
        assert acting(make_actor(Role.DEPARTMENT_HEAD, lead, FOREIGN)).post(address, {"opinion": "x"}).status_code == 404
        assert head.post(address, {"opinion": "", "decision": "approve"}).status_code == 409
        assert head.post(address, {"opinion": "险情属实", "decision": "approve"}).status_code == 303
        assert head.post(address, {"opinion": "再定", "decision": "refuse"}).status_code == 409
        assert "险情属实" in supervisor.get(f"/visits/{row.id}/").content.decode()

    def test_without_urgency_there_is_nothing_to_approve(self, row: InspectionRow) -> None:
        assert acting(make_actor(Role.DEPARTMENT_HEAD, planned(row).lead)).get(f"/visits/{row.id}/urgent/").status_code == 404

    def test_where_the_phone_was_is_kept_if_it_was_let_say_so(self, row: InspectionRow) -> None:
        client, address = acting(officer(row, planned(row).lead)), f"/check/{row.id}/code/"
        assert client.post(address, {"code": row.code, "place": "<script>"}).status_code == 200
        assert client.post(address, {"code": row.code, "place": "38.92134,100.44981"}).status_code == 303
        assert inspection(SYSTEM, row.id).place == "38.92134,100.44981"

    def test_where_the_phone_was_is_shown_for_a_purpose_that_leaves_a_mark(self, row: InspectionRow) -> None:
        """R-PROC-3, WY-5.8b: in the office, by who may open originals; the page of the visit says only that there is a place."""
        who, address, said = officer(row, planned(row).lead), f"/visits/{row.id}/arrival/", "38.92134,100.44981"
        clerk, coordinator = (
            acting(make_actor(role, name)) for role, name in ((Role.DEPARTMENT_CLERK, planned(row).lead), (Role.COORDINATOR, "LXB"))
        )
        assert clerk.get(address).status_code == 404
        scan_in(who, ScanIn(row.id, row.code, place=said), on_the_day(row))
        pages = [client.get(f"/visits/{row.id}/").content.decode() for client in (clerk, coordinator)]
        assert [address in page for page in pages] == [True, False]
        assert [said in page for page in pages] == [False, False]
        before = Entry.objects.count()
        assert said not in clerk.get(address).content.decode()
        assert clerk.post(address, {"purpose": ""}).status_code == 422
        assert coordinator.post(address, {"purpose": "看看"}).status_code == 403
        assert Entry.objects.count() == before
        assert said in clerk.post(address, {"purpose": "企业说没有人来过"}).content.decode()
        assert "企业说没有人来过" in acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ")).get(f"/visits/{row.id}/documents/").content.decode()

    def test_who_comes_along(self, row: InspectionRow) -> None:
        address = f"/visits/{row.id}/companions/"
        clerk = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead))
        said = {"role": "expert", "name": "王教授", "number": "ZJ-07", "organ": "省职院"}
        assert address in clerk.get(f"/visits/{row.id}/").content.decode()
        assert clerk.post(address, said).status_code == 303
        assert clerk.post(address, said).status_code == 409
        assert "王教授" in clerk.get(f"/visits/{row.id}/").content.decode()
        assert acting(make_actor(Role.DEPARTMENT_CLERK, "SLJ")).post(address, said | {"number": "2"}).status_code == 403
        assert acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead, FOREIGN)).post(address, said).status_code == 404

    def test_help_is_asked_for_and_answered(self, row: InspectionRow) -> None:
        client, address = acting(officer(row, planned(row).lead)), f"/check/{row.id}/help/"
        assert 'href="tel:110"' in client.get(address).content.decode()
        assert client.post(address, {"ground": "violence", "place": "东街", "words": "推搡"}).status_code == 303
        asked = assistance(SYSTEM, inspections=[row.id])[0]
        command = acting(make_actor(Role.ZONE_COMMAND, "PQZ"))
        answer = f"/visits/assistance/{asked.id}/"
        assert answer in command.get("/visits/assistance/").content.decode()
        assert "推搡" in command.get(answer).content.decode()
        assert command.post(answer, {"answer": ""}).status_code == 409
        assert command.post(answer, {"answer": "民警已出发"}).status_code == 303
        assert command.post(answer, {"answer": "又"}).status_code == 409
        assert "民警已出发" in client.get(address).content.decode()
        assert "民警已出发" in command.get("/visits/assistance/").content.decode()

    def test_help_is_nobody_elses_business(self, row: InspectionRow) -> None:
        request_assistance(officer(row, planned(row).lead), RequestAssistance(row.id, AssistanceGround.DANGER), on_the_day(row))
        asked = assistance(SYSTEM, inspections=[row.id])[0]
        address = f"/visits/assistance/{asked.id}/"
        assert acting(make_actor(Role.TEAM_LEADER, "SLJ")).get(address).status_code == 404
        assert acting(make_actor(Role.ZONE_COMMAND, "PQZ", FOREIGN)).get(address).status_code == 404
        assert acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)).get(address).status_code == 403
        assert acting(make_actor(Role.TEAM_LEADER, planned(row).lead)).get(address).status_code == 200

    @pytest.mark.parametrize("name", ["absent", "no-code", "help"])
    def test_who_was_not_drawn_has_no_door(self, row: InspectionRow, name: str) -> None:
        stranger = officer_with(make_officer(998, department=planned(row).lead).cert_no, planned(row).lead)
        assert acting(stranger).get(f"/check/{row.id}/{name}/").status_code == 404
        assert acting(make_actor(Role.COORDINATOR, "LXB")).get(f"/check/{row.id}/{name}/").status_code == 403
