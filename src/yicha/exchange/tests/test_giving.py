"""Rows that a department's own system gives: judged as ours are, sent up by the same way, never twice."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange import jobs
from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.actions.withdraw_checks import withdraw_checks
from yicha.exchange.actions.withdraw_given import withdraw_given
from yicha.exchange.actions.withdraw_record import withdraw_record
from yicha.exchange.queries import batches, by_provider, drop_of, records, rows_of_batch, standings
from yicha.exchange.rules.drops import pieces, read_drop
from yicha.exchange.rules.giving import DONE_ON, key_of_given, require_given
from yicha.exchange.rules.layouts import CHECKS, layouts
from yicha.exchange.testing import built, given_row, map_part, name_subject, receipt
from yicha.exchange.types import (
    ExchangePermission,
    GivenRow,
    GivenStanding,
    MendRecord,
    RecordsTaken,
    RecordStatus,
    TakeRecords,
    WithdrawChecks,
    WithdrawGiven,
    WithdrawRecord,
)
from yicha.inspections.testing import planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_program
from yicha.orgs.types import Scope
from yicha.shell.testing import acting

scenarios("features/giving.feature")

PROGRAM = Actor("program:1", "业务系统", REGION, "SCJG", permissions=frozenset({ExchangePermission.GIVE}))
OTHER = replace(PROGRAM, id="program:2", department="XFJY")
CLERK, HEAD, STEWARD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DATA_STEWARD, "SJJ")
FIRE_CLERK = make_actor(Role.DEPARTMENT_CLERK, "XFJY")
TOKEN, ADDRESS = "t" * 43, "/api/v1/records"
WITHDRAWALS = f"{ADDRESS}/withdrawals"
WORDS = {"待更正": "held", "待推送": "pending", "待回执": "batched", "已接收": "accepted", "被退回": "rejected", "已撤回": "withdrawn"}


def give(*rows: GivenRow, who: Actor = PROGRAM, table: str = CHECKS) -> RecordsTaken:
    return take_records(who, TakeRecords(REGION, who.department, table, rows), NOW)


def standing(number: str = "A1", who: Actor = PROGRAM, table: str = CHECKS) -> GivenStanding:
    (found,) = standings(who, table, [number])
    return found


@given("市场监管局有自己的业务系统")
def _(county: list[InspectionRow]) -> None:
    """Its items are known above, as the county of these tests has it."""


@given(parsers.parse("业务系统报送检查{number}，结果“{result}”"))
@when(parsers.parse("业务系统报送检查{number}，结果“{result}”"))
def _(number: str, result: str) -> None:
    give(given_row(number, check_result=result))


@given(parsers.parse("业务系统报送检查{number}的处罚"))
@when(parsers.parse("业务系统报送检查{number}的处罚"))
def _(number: str) -> None:
    give(GivenRow("P1", (("check_action_code", f"J{number}"), ("punish_action_code", "P1"))), table="punish_action")


@when("业务系统撤回检查A1，由县政府撤销")
def _() -> None:
    withdraw_given(PROGRAM, WithdrawGiven(REGION, "SCJG", CHECKS, ("A1",), "县政府 1号：程序违法", annulled=True), NOW)


@when("业务系统撤回检查A1和检查A9", target_fixture="refusal")
def _() -> str:
    with pytest.raises(RuleBroken) as said:
        withdraw_given(PROGRAM, WithdrawGiven(REGION, "SCJG", CHECKS, ("A1", "A9"), "报错了"), NOW)
    return str(said.value)


@then(parsers.parse("不予撤回，提示“{words}”"))
def _(refusal: str, words: str) -> None:
    assert refusal == words


@given("数据局组批")
@when("数据局组批")
def _() -> None:
    built()


@given("对方回执全部接收")
@when("对方回执全部接收")
def _() -> None:
    rows = [row.key for row in records(SYSTEM)[:10] if row.status is RecordStatus.BATCHED]
    take_receipt(STEWARD, receipt(batches(SYSTEM)[0].number, accepted=rows), NOW)


@then(parsers.re(r"检查(?P<number>[A-Z][0-9])(?P<word>[^0-9]+)，共(?P<versions>[0-9]+)个版本"), converters={"versions": int})
def _(number: str, word: str, versions: int) -> None:
    (row,) = (one for one in records(SYSTEM)[:10] if one.key.endswith(f"/{number}"))
    assert (row.status, len(row.versions)) == (RecordStatus(WORDS[word]), versions)


@then(parsers.parse("检查{number}待更正，原因含“{reason}”"))
def _(number: str, reason: str) -> None:
    said = standing(number)
    assert said.status is RecordStatus.HELD
    assert reason in [one.reason for one in said.remarks]


@then(parsers.re("处罚的原因(?P<has>含|不含)“(?P<reason>.+)”"))
def _(has: str, reason: str) -> None:
    found = [one.reason for one in standing("P1", table="punish_action").remarks]
    assert (reason in found) is (has == "含")


@given("消防大队没有业务系统，检查在本系统里办结")
def _(county: list[InspectionRow]) -> None:
    row = next(one for one in county if "XFJY" in planned(one).departments)
    name_subject(planned(row).sid, invented_uscc(6))
    assert map_part(row, "XFJY").status is RecordStatus.PENDING


@when("业务系统通过接口报送检查A1")
def _() -> None:
    make_program(TOKEN, Scope.RECORDS)
    posted({"table": CHECKS, "rows": [{"number": "A1", "columns": dict(given_row().said)}]})


@then("同一批次里有两个部门的检查，栏目相同")
def _() -> None:
    (made,) = batches(STEWARD)[:5]
    rows = rows_of_batch(STEWARD, made.id)[:5]
    assert {row.department for row in rows} == {"SCJG", "XFJY"}
    assert len({tuple(name for name, _ in row.last.content) for row in rows}) == 1


@then("业务系统用接口、消防大队在页面上都看到已接收")
def _() -> None:
    (said,) = Client().get(f"{ADDRESS}?table={CHECKS}&number=A1", headers=bearer()).json()
    assert said["status"] == "accepted"
    (row,) = records(FIRE_CLERK)[:5]
    assert "已接收" in acting(FIRE_CLERK).get(reverse("exchange:record", args=[row.id])).content.decode()


@pytest.mark.clause("R-PUB-1")
@pytest.mark.parametrize("annulled", [False, True])
def test_a_penalty_goes_with_the_check_that_was_annulled(county: list[InspectionRow], annulled: bool) -> None:
    """A result that a firm has repaired leaves its penalty where it is."""
    check = dict(map_part(county[0]).last.content)["check_action_code"]
    for number, named in (("P1", check), ("P2", "JX")):
        give(GivenRow(number, (("check_action_code", named), ("punish_action_code", number))), table="punish_action")
    withdraw_checks(SYSTEM, WithdrawChecks(county[0].id, "SCJG", "公示已撤回", annulled), NOW)
    gone = {number for number in ("P1", "P2") if standing(number, table="punish_action").status is RecordStatus.WITHDRAWN}
    assert gone == ({"P1"} if annulled else set())


class TestGiving:
    @pytest.fixture(autouse=True)
    def _known(self, county: list[InspectionRow]) -> None:
        """The county whose items the levels above know."""

    def test_who_provides_is_not_for_the_row_to_say(self) -> None:
        give(given_row(implement_institution_code="别的机构", area_number="110101"))
        (row,) = records(PROGRAM)[:5]
        said = dict(row.last.content)
        assert (row.department, said["area_number"]) == ("SCJG", "620799")
        assert said["implement_institution_code"] != "别的机构"
        assert (row.given_by, row.key) == ("program:1", "620799/SCJG/A1")

    def test_one_department_knows_nothing_of_the_other(self) -> None:
        give(given_row())
        assert standings(OTHER, CHECKS, ["A1"]) == []
        give(given_row(), who=OTHER)
        assert len(records(SYSTEM)) == 2
        assert give(given_row(), who=OTHER).unchanged == 1

    def test_a_column_that_there_is_not_is_not_lost_silently(self) -> None:
        give(given_row(colour="red"))
        assert [(one.column, one.reason) for one in standing().remarks] == [("colour", "没有这一列")]

    def test_two_rows_of_one_number_above(self) -> None:
        done = give(given_row("A1", check_action_code="J"), given_row("A2", check_action_code="J"), given_row("A3"))
        assert (done.taken, done.held) == (3, 2)
        give(given_row("A4", check_action_code="JA3"))
        assert [one.reason for one in standing("A4").remarks] == ["同一机构的检查行为编号重复"]
        assert standing("A3").status is RecordStatus.PENDING

    def test_what_is_on_its_way_is_answered_first(self) -> None:
        give(given_row())
        built()
        assert give(given_row()).unchanged == 1
        assert give(given_row(check_result="5")).later == ("A1",)
        take_receipt(STEWARD, receipt(batches(SYSTEM)[0].number, rejected=[("620799/SCJG/A1", "", "退回")]), NOW)
        assert [one.reason for one in standing().remarks] == ["退回"]
        assert give(given_row(check_result="5")).taken == 1

    def test_it_is_mended_where_it_came_from_and_withdrawn_by_the_head(self) -> None:
        give(given_row(check_result="99"))
        (row,) = records(CLERK)[:5]
        with pytest.raises(RuleBroken, match="业务系统"):
            mend_record(CLERK, MendRecord(row.id), NOW)
        withdraw_record(HEAD, WithdrawRecord(row.id, "报错了"), NOW)
        assert give(given_row()).unchanged == 1
        assert standing().status is RecordStatus.WITHDRAWN
        shown = acting(CLERK).get(reverse("exchange:record", args=[row.id])).content.decode()
        assert "业务系统报送" in shown
        assert reverse("exchange:mend", args=[row.id]) not in shown

    def test_its_provider_has_a_card(self) -> None:
        give(given_row("A1"), given_row("A2", check_result="99"))
        (card,) = by_provider(CLERK, NOW.date())
        assert (card.total, card.faultless, card.held) == (2, 1, 1)

    def test_whose_right_it_is(self) -> None:
        for role in Role:
            with pytest.raises(NotPermitted):
                give(given_row(), who=make_actor(role))
        with pytest.raises(NotFound):
            give(given_row(), who=replace(PROGRAM, department="NONE"))

    @pytest.mark.parametrize("attack", ["given_by = ''", "inspection_id = NULL, given_by = ''"])
    def test_nothing_comes_from_nowhere(self, attack: str) -> None:
        give(given_row())
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(f"UPDATE exchange_record SET {attack}"), NOW)

    def test_over_the_network(self) -> None:
        make_program(TOKEN, Scope.RECORDS)
        row = {"number": "A1", "columns": dict(given_row().said)}
        said = posted({"table": CHECKS, "rows": [row, {"number": "A2", "columns": {}}]}).json()
        assert (said["taken"], said["held"], said["unchanged"]) == (2, 1, 0)
        assert [(one["number"], one["status"]) for one in said["rows"]] == [("A1", "pending"), ("A2", "held")]
        assert {"column": "check_date", "reason": "检查时间必填"} in said["rows"][1]["reasons"]
        asked = Client().get(f"{ADDRESS}?table={CHECKS}&number=A1&number=XX", headers=bearer()).json()
        assert [(one["number"], one["status"], one["reasons"]) for one in asked] == [("A1", "pending", [])]
        for wrong in WRONG:
            assert posted(wrong).status_code == 422, wrong
        assert posted({"table": CHECKS, "rows": [row]}, token="x").status_code == 401
        assert acting(STEWARD).post(ADDRESS, "{}", content_type="application/json").status_code == 403
        make_program("p" * 43, Scope.PERMITS)
        assert posted({"table": CHECKS, "rows": [row]}, token="p" * 43).status_code == 403

    def test_without_network_by_a_folder(self) -> None:
        program = make_program(TOKEN, Scope.RECORDS)
        rows = [{"number": number, "columns": dict(given_row(number).said)} for number in ("A1", "A2")]
        rows[1]["columns"] = {}
        inside, out = (drop_of(f"program-{program}", name) for name in ("in", "out"))
        (inside / "day-1.json").write_text(json.dumps({"table": CHECKS, "rows": rows}))
        (inside / "half.part").write_text("{")
        (inside / "坏.json").write_text('{"table": "users", "rows": []}')
        (inside / "evil.json").symlink_to("/etc/passwd")
        jobs.collect(NOW)
        said = json.loads((out / "day-1.json").read_text())
        assert (said["taken"], said["held"]) == (2, 1)
        assert [(one["number"], one["status"]) for one in said["rows"]] == [("A1", "pending"), ("A2", "held")]
        told = [json.loads(path.read_text()) for path in out.iterdir() if path.name != "day-1.json"]
        assert sorted(one["error"] for one in told) == ["不是普通文件，或文件过大", "没有这张上报表：users"]
        assert [path.name for path in inside.iterdir()] == ["half.part"]
        (inside / "day-1.json").write_text(json.dumps({"table": CHECKS, "rows": rows}))
        jobs.collect(NOW)
        assert json.loads((out / "day-1.json").read_text())["unchanged"] == 2

    def test_taken_back_over_the_network(self) -> None:
        make_program(TOKEN, Scope.RECORDS)
        give(given_row())
        asked = {"table": CHECKS, "number": ["A1"], "reason": "报错了对象"}
        fallen = {"organ": "县政府", "number": "1号", "decided_on": "2026-11-19"}
        assert posted(asked | {"number": ["A9"]}, to=WITHDRAWALS).status_code == 409
        assert posted(asked | {"reason": ""}, to=WITHDRAWALS).status_code == 422
        assert posted(asked | {"annulment": {"organ": "县政府"}}, to=WITHDRAWALS).status_code == 422
        (said,) = posted(asked | {"annulment": fallen}, to=WITHDRAWALS).json()
        assert (said["number"], said["status"]) == ("A1", "withdrawn")
        (row,) = records(CLERK)[:5]
        assert row.withdrawn_because == "县政府 1号（2026-11-19）：报错了对象"
        assert posted(asked, to=WITHDRAWALS).status_code == 200
        assert acting(HEAD).post(WITHDRAWALS, "{}", content_type="application/json").status_code == 403

    def test_nobody_takes_back_what_another_gave(self) -> None:
        give(given_row(), who=OTHER)
        with pytest.raises(RuleBroken, match="没有报送过"):
            withdraw_given(PROGRAM, WithdrawGiven(REGION, "SCJG", CHECKS, ("A1",), "x"), NOW)
        with pytest.raises(NotPermitted):
            withdraw_given(PROGRAM, WithdrawGiven(REGION, "XFJY", CHECKS, ("A1",), "x"), NOW)


def bearer(token: str = TOKEN) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def posted(body: Mapping[str, Any], token: str = TOKEN, to: str = ADDRESS) -> Any:
    return Client().post(to, json.dumps(body), content_type="application/json", headers=bearer(token))


WRONG: tuple[dict[str, Any], ...] = (
    {},
    {"table": "users", "rows": [{"number": "A", "columns": {}}]},
    {"table": CHECKS, "rows": []},
    {"table": CHECKS, "rows": [{"number": "a/b", "columns": {}}]},
    {"table": CHECKS, "rows": [{"number": "A", "columns": {"x": 1}}]},
    {"table": CHECKS, "rows": [{"number": "A", "columns": {"check_result": "\x00"}}]},
    {"table": CHECKS, "rows": [{"number": "A", "columns": {"check_result": "\ud800"}}]},
    {"table": CHECKS, "rows": [{"number": "A", "columns": {"check_result": "9" * 2001}}]},
)


class TestRules:
    """Without a database."""

    def test_every_table_says_when_it_was_done(self) -> None:
        assert {one.table: DONE_ON[one.table] in one.labels for one in layouts()} == dict.fromkeys(DONE_ON, True)

    @pytest.mark.parametrize(
        ("table", "numbers"),
        [("users", ["A"]), (CHECKS, []), (CHECKS, ["A", "A"]), (CHECKS, ["a/b"]), (CHECKS, [""]), (CHECKS, ["x"] * 501)],
    )
    def test_what_is_no_report(self, table: str, numbers: list[str]) -> None:
        with pytest.raises(RuleBroken):
            require_given(TakeRecords(REGION, "SCJG", table, tuple(GivenRow(number, ()) for number in numbers)))

    @pytest.mark.parametrize(
        "content",
        [b"", b"[", b"[]", b"{}", b'{"table": 1, "rows": []}', b'{"table": "check_action", "rows": [1]}', b"[" * 100_000],
        ids=["nothing", "half", "list", "empty", "table", "row", "deep"],
    )
    def test_a_file_that_is_no_report(self, content: bytes) -> None:
        with pytest.raises(RuleBroken, match="读不懂"):
            read_drop(content)

    def test_more_rows_than_a_request_holds_go_in_pieces(self) -> None:
        rows = [{"number": f"A{number}", "columns": {}} for number in range(1001)]
        drop = read_drop(json.dumps({"table": CHECKS, "rows": rows}).encode())
        assert [len(one) for one in pieces(drop.rows)] == [500, 500, 1]

    def test_a_number_is_of_its_department(self) -> None:
        assert key_of_given("620799", "SCJG", "WT-1") != key_of_given("620799", "SCJG-WT", "1")
