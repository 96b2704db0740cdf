"""Permits: what is refused, the workbook, the feed, the pages."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.tables import read_rows
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_program
from yicha.orgs.types import Scope
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.actions.record_permit_check import record_permit_check
from yicha.permits.queries import count_by_state, kinds, permits_of
from yicha.permits.rules import sid_of, state_of
from yicha.permits.testing import USCC, make_permits, permit_kind, permit_row
from yicha.permits.types import CheckState, PermitRow, PermitStatus, ReceivePermits, RecordPermitCheck
from yicha.permits.workbooks import read_permits, write_permits
from yicha.shell.testing import acting, differences, sheet_of, table_of, unlike_its_file

pytestmark = pytest.mark.usefixtures("county")
STEWARD, CLERK = make_actor(Role.DATA_STEWARD, "SJJ"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE, STRANGER = make_actor(Role.DATA_STEWARD, "SJJ", region="62/6208/620899"), make_actor(Role.SYSTEM_ADMIN)
TOKEN = "t" * 40
FEED = "/api/v1/permits"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "NONE"},
        {"name": " "},
        {"issuer": ""},
        {"number": ""},
        {"valid_to": date(2020, 1, 1)},
    ],
)
def test_what_is_no_permit(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        make_permits(replace(permit_row(), **wrong))


def test_a_number_twice_is_refused() -> None:
    with pytest.raises(RuleBroken, match="两次"):
        make_permits(permit_row(), permit_row(name="别家"))


@pytest.mark.parametrize("wrong", [{"items": ()}, {"items": ("NONE",)}, {"department": "NONE"}, {"code": " "}])
def test_what_is_no_kind(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        define_permit_kind(SYSTEM, permit_kind(**wrong), NOW)


def test_two_permits_of_one_holder() -> None:
    rows = permit_row(1, uscc=USCC, name="好味道"), permit_row(2, uscc=USCC, name="好味道", kind="XFYS")
    define_permit_kind(SYSTEM, permit_kind(code="XFYS", name="消防验收"), NOW)
    assert make_permits(*rows).subjects == (USCC,)
    assert {row.number for row in permits_of(SYSTEM, USCC, NOW.date())} == {row.number for row in rows}


def test_granted_anew_is_checked_anew() -> None:
    row = permit_row()
    make_permits(row)
    record_permit_check(SYSTEM, RecordPermitCheck(sid_of(row), "SCJG", 5, NOW), NOW)
    make_permits(replace(row, scope="热食类食品制售"))
    assert permits_of(SYSTEM, sid_of(row), NOW.date())[0].state is CheckState.CHECKED
    make_permits(replace(row, granted_on=date(2026, 11, 21)))
    assert permits_of(SYSTEM, sid_of(row), NOW.date())[0].state is CheckState.DUE


def test_another_region() -> None:
    make_permits()
    with pytest.raises(NotFound):
        receive_permits(ELSEWHERE, ReceivePermits(REGION, "x", (permit_row(),)), NOW)
    assert permits_of(ELSEWHERE, sid_of(permit_row()), NOW.date()) == []
    assert kinds(ELSEWHERE) == []


@pytest.mark.parametrize(
    ("status", "checked", "today", "state"),
    [
        (PermitStatus.VALID, False, date(2026, 12, 11), CheckState.DUE),
        (PermitStatus.VALID, False, date(2026, 12, 12), CheckState.OVERDUE),
        (PermitStatus.VALID, True, date(2027, 1, 1), CheckState.CHECKED),
        (PermitStatus.CANCELLED, False, date(2027, 1, 1), CheckState.NOT_OWED),
        (PermitStatus.CANCELLED, True, date(2027, 1, 1), CheckState.CHECKED),
    ],
)
def test_the_states_of_a_check(status: PermitStatus, checked: bool, today: date, state: CheckState) -> None:
    row = permit_row(status=status)
    make_permits(replace(row, status=PermitStatus.VALID))
    if checked:
        record_permit_check(SYSTEM, RecordPermitCheck(sid_of(row), "SCJG", 5, NOW), NOW)
    make_permits(row)
    (found,) = permits_of(SYSTEM, sid_of(row), today)
    assert found.state is state is state_of(status, checked, date(2026, 12, 11), today)
    assert count_by_state(SYSTEM, today) == {one: int(one is state) for one in CheckState}


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE permits_permit SET department = ''",
        "UPDATE permits_permit SET checked_at = now()",
        "UPDATE permits_permit SET check_by = granted_on - 1",
        "UPDATE permits_permit SET status = 'lost'",
        "UPDATE permits_permitkind SET items = '{}'",
        "DELETE FROM permits_permit",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(attack: str) -> None:
    make_permits()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


def workbook(path: Path, *rows: Any) -> SimpleUploadedFile:
    write_permits(path, rows)
    return SimpleUploadedFile("permits.csv", path.read_bytes())


WORDS = st.text(alphabet="甲乙店Aa1=+-@（）路号", min_size=1, max_size=8)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
ROWS = st.builds(
    PermitRow,
    number=st.text(alphabet="JY0123456789-", min_size=1, max_size=12),
    kind=st.just("SPJY"),
    name=WORDS,
    issuer=WORDS,
    granted_on=DAYS,
    uscc=st.sampled_from(["", USCC]),
    sid=st.sampled_from(["", "LOC:3-2"]),
    town=st.sampled_from(["", "东川镇"]),
    address=st.just("") | WORDS,
    scope=st.just("") | WORDS,
    valid_to=st.none() | st.dates(date(2027, 1, 1), date(2099, 1, 1)),
    status=st.sampled_from(PermitStatus),
)
LISTS = st.lists(ROWS, min_size=1, max_size=5, unique_by=lambda row: row.number)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LISTS, st.sampled_from((".csv", ".csv", ".xlsx")))
def test_what_is_written_is_read_again(tmp_path: Path, rows: list[PermitRow], ending: str) -> None:
    write_permits(tmp_path / f"p{ending}", rows)
    assert list(read_permits(read_rows(tmp_path / f"p{ending}")).rows) == rows


@pytest.mark.parametrize("examples", [3, pytest.param(60, marks=pytest.mark.nightly)])
@pytest.mark.clause("LYG-4.2")
def test_what_is_exported_and_received_again_changes_nothing(tmp_path: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=[Phase.generate])
    @given(LISTS)
    def check(rows: list[PermitRow]) -> None:
        with transaction.atomic():
            make_permits(*rows)
            (tmp_path / "p.xlsx").write_bytes(acting(STEWARD).post("/permits/export/?sort=-name").content)
            left = tuple(read_permits(read_rows(tmp_path / "p.xlsx")).rows)
            again = receive_permits(SYSTEM, ReceivePermits(REGION, "1" * 64, left), NOW)
            assert (len(left), again.new, again.changed, again.subjects) == (len(rows), 0, 0, ())
            transaction.set_rollback(True)

    check()


def test_the_list_is_taken_out_as_it_is_seen() -> None:
    make_permits(permit_row(1), permit_row(2, status=PermitStatus.CANCELLED), permit_row(3, granted_on=date(2026, 3, 2)))
    page = acting(CLERK)
    seen = page.get("/permits/?sort=-granted_on").content.decode()
    (way,) = re.findall(r'action="(/permits/export/[^"]+columns=[^"]+)"', seen)
    assert differences(seen, page.post(unescape(way)).content) == []
    assert [row[2][:10] for row in table_of(seen)[1:]] == ["2026-10-12", "2026-10-12", "2026-03-02"]
    assert acting(STRANGER).post("/permits/export/").status_code == 403
    assert len(sheet_of(acting(ELSEWHERE).post("/permits/export/?columns=").content)) == 1


def test_a_file_is_looked_at_and_then_taken_over(tmp_path: Path) -> None:
    define_permit_kind(SYSTEM, permit_kind(), NOW)
    client = acting(STEWARD)
    shown = client.post("/permits/upload/", {"workbook": workbook(tmp_path / "p.csv", permit_row(1, uscc=USCC))})
    assert shown.status_code == 200
    assert permits_of(SYSTEM, USCC, NOW.date()) == []
    file = shown.content.decode().partition('name="file" value="')[2].partition('"')[0]
    assert client.post("/permits/upload/", {"file": file}).status_code == 303
    assert len(permits_of(SYSTEM, USCC, NOW.date())) == 1
    assert acting(make_actor(Role.DATA_STEWARD, "SJJ", name="other")).post("/permits/upload/", {"file": file}).status_code == 404


def test_a_file_with_faults_is_not_taken_over(tmp_path: Path) -> None:
    shown = acting(STEWARD).post("/permits/upload/", {"workbook": workbook(tmp_path / "p.csv", permit_row(1, uscc="123"))})
    assert shown.status_code == 422
    assert "不是有效的统一社会信用代码" in shown.content.decode()
    assert acting(STEWARD).post("/permits/upload/", {"file": "nonsense"}).status_code == 404
    assert acting(STEWARD).get("/permits/template/").status_code == acting(STEWARD).get("/permits/upload/").status_code == 200


def test_the_pages() -> None:
    make_permits(permit_row(1), permit_row(2, status=PermitStatus.CANCELLED))
    shown = acting(CLERK).get("/permits/").content.decode()
    assert "青禾第1餐饮店" in shown
    assert "青禾第1餐饮店" not in acting(CLERK).get("/permits/?state=not_owed").content.decode()
    assert "青禾第2餐饮店" not in acting(CLERK).get("/permits/?q=第1").content.decode()
    assert "青禾第1餐饮店" not in acting(make_actor(Role.DEPARTMENT_CLERK, "WSJK")).get("/permits/").content.decode()
    assert "青禾第1餐饮店" not in acting(ELSEWHERE).get("/permits/").content.decode()
    assert acting(STRANGER).get("/permits/").status_code == 403
    assert acting(CLERK).get("/permits/kinds/").status_code == acting(CLERK).get("/permits/upload/").status_code == 403


def test_the_kinds() -> None:
    client, said = acting(STEWARD), {"code": "SPJY", "name": "食品经营许可", "department": "SCJG", "items": "I001\nI002"}
    assert client.post("/permits/kinds/", said | {"items": "NONE"}).status_code == 422
    assert client.post("/permits/kinds/", said).status_code == 303
    assert "食品经营检查1" in client.get("/permits/kinds/").content.decode()
    assert [row.items for row in kinds(STEWARD)] == [("I001", "I002")]
    assert unlike_its_file(client, "/permits/kinds/?sort=-department") == []


@pytest.fixture
def admitted(county: None) -> None:
    make_program(TOKEN, Scope.PERMITS)


def sent(*rows: dict[str, Any], token: str = TOKEN) -> Any:
    body = json.dumps({"permits": rows})
    return Client().post(FEED, body, content_type="application/json", headers={"Authorization": f"Bearer {token}"})


GIVEN = {"number": "JY1", "kind": "SPJY", "name": "好味道", "issuer": "审批局", "granted_on": "2026-10-12", "uscc": USCC}


@pytest.mark.usefixtures("admitted")
def test_a_program_feeds_permits() -> None:
    define_permit_kind(SYSTEM, permit_kind(), NOW)
    assert sent(GIVEN).json() == {"new": 1, "changed": 0, "unchanged": 0, "subjects": [USCC]}
    assert sent(GIVEN).json() == {"new": 0, "changed": 0, "unchanged": 1, "subjects": []}
    answer = sent(GIVEN | {"kind": "NONE"})
    assert (answer.status_code, answer.json()["clause"]) == (409, "GX-6.3b")


@pytest.mark.usefixtures("admitted")
@pytest.mark.parametrize("wrong", [{"uscc": "x"}, {"granted_on": "soon"}, {"number": "9" * 81}, {"status": "lost"}])
def test_what_a_program_may_not_send(wrong: dict[str, Any]) -> None:
    define_permit_kind(SYSTEM, permit_kind(), NOW)
    assert sent(GIVEN | wrong).status_code == 422
    assert sent().status_code == 422


@pytest.mark.usefixtures("admitted")
def test_only_a_program_with_its_token_feeds() -> None:
    assert sent(GIVEN, token="wrong").status_code == 401
    assert Client().post(FEED, "{}", content_type="application/json").status_code == 401
    assert acting(STEWARD).post(FEED, json.dumps({"permits": [GIVEN]}), content_type="application/json").status_code == 403
