"""Layouts as data, rows out of facts, receipts."""

import json
from datetime import date
from typing import Any

import pytest

from yicha.engines.quality import Family, faults_of
from yicha.exchange.rules.layouts import CHECKS, Layout, layout_of, layouts, rules_of
from yicha.exchange.rules.receipts import read_receipt, require_rows_of, require_same
from yicha.exchange.rules.rows import batch_content, batch_number, exchange_block, operation_of, row_of, unchanged
from yicha.exchange.types import Operation, Receipt, Remark, RowAnswer, Verdict
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW

DAY = date(2026, 11, 20)
NEW, CHANGED = Operation.INSERT, Operation.UPDATE
NONE, YES, NO = Verdict.NONE, Verdict.ACCEPTED, Verdict.REJECTED
# domain §1.3: what each of the four tables wants
WANTED = {
    "check_action": {"supervise_item_check_icode", "check_form", "check_type", "check_result", "check_date", "check_personnel"},
    "punish_action": {"case_source", "punish_according", "punish_program", "is_hearing", "is_criminal", "punish_document", "punish_date"},
    "force_action": {"force_according", "force_document", "force_kind"},
    "other_action": {"check_action_code", "other_action_code"},
}
COMMON = {"supervise_item_implement_code", "administrative_cp", "administrative_cp_na", "administrative_cp_ui_code", "area_number"}


def dictionaries(layout: Layout) -> dict[str, frozenset[str]]:
    return {name: frozenset("12345678") | {"001", "111"} for name in layout.dictionaries}


@pytest.mark.parametrize("layout", layouts(), ids=lambda one: one.table)
def test_every_table_wants_what_the_nation_wants(layout: Layout) -> None:
    needed = {column.name for column in layout.columns if column.need}
    assert WANTED[layout.table] | COMMON <= needed
    assert len({column.name for column in layout.columns}) == len(layout.columns)


@pytest.mark.parametrize("layout", layouts(), ids=lambda one: one.table)
def test_the_rules_of_a_table_can_all_be_asked(layout: Layout) -> None:
    rules = rules_of(layout, dictionaries(layout))
    columns = {column.name for column in layout.columns}
    assert len({rule.name for rule in rules}) == len(rules)
    assert all({rule.column, *rule.columns, *filter(None, [rule.other, rule.when[0] if rule.when else ""])} <= columns for rule in rules)
    assert {rule.family for rule in rules} >= {Family.COMPLETE, Family.FORMAT, Family.LOGIC, Family.UNIQUE}
    faults = faults_of({}, rules, {"items": (), "checks": ()})
    assert {fault.column for fault in faults} == {column.name for column in layout.columns if column.need}


def test_all_six_families_judge_a_check() -> None:
    layout = layout_of(CHECKS, DAY)
    assert {rule.family for rule in rules_of(layout, dictionaries(layout))} == set(Family)
    assert len(rules_of(layout, dictionaries(layout))) >= 26


def test_a_layout_holds_from_its_day_on() -> None:
    assert layout_of(CHECKS, date(2024, 1, 1)).since == date(2024, 1, 1)
    with pytest.raises(RuleBroken):
        layout_of(CHECKS, date(2023, 12, 31))


def test_facts_are_called_as_they_are_called_there() -> None:
    row = row_of(layout_of(CHECKS, DAY), {"subject": "青禾饭店", "outcome": "corrected", "subject_kind": "self_employed", "mode": "1"})
    assert (row["administrative_cp"], row["supervise_object"]) == ("青禾饭店", "青禾饭店")
    assert (row["check_result"], row["administrative_cp_na"], row["check_mode"], row["plan_id"]) == ("5", "3", "1", "")


def test_a_value_that_nobody_has_mapped_is_a_fault_and_not_lost() -> None:
    layout = layout_of(CHECKS, DAY)
    row = row_of(layout, {"outcome": "unheard_of"})
    assert "check_result.code" in {fault.rule for fault in faults_of(row, rules_of(layout, dictionaries(layout)), {"items": ()})}


@pytest.mark.parametrize(
    ("earlier", "next_one"),
    [([], NEW), ([(NEW, NONE)], CHANGED), ([(NEW, YES)], CHANGED), ([(NEW, NO)], CHANGED), ([(NEW, YES), (CHANGED, NO)], CHANGED)],
)
def test_only_the_first_that_leaves_inserts(earlier: list[tuple[Operation, Verdict]], next_one: Operation) -> None:
    assert operation_of(earlier) is next_one


@pytest.mark.parametrize(("serial", "number"), [(1, "2026112000001"), (2, "2026112000002"), (99999, "2026112099999")])
def test_a_batch_is_numbered_by_day_and_five_digits(serial: int, number: str) -> None:
    assert batch_number(DAY, serial) == number


@pytest.mark.parametrize("serial", [0, -1, 100_000])
def test_a_day_has_so_many_and_no_more(serial: int) -> None:
    with pytest.raises(RuleBroken):
        batch_number(DAY, serial)


def test_equal_rows_give_equal_bytes() -> None:
    block = exchange_block("k", "620799", "2026112000001", NEW, NOW)
    assert block["cd_time"] == "2026-11-20 09:00:00"
    one, other = {"a": "甲", **block}, dict(reversed(list({"a": "甲", **block}.items())))
    assert batch_content("check_action", "2026112000001", [one]) == batch_content("check_action", "2026112000001", [other])


@pytest.mark.parametrize(
    ("now", "same"),
    [({"a": "1", "submitted_date": "later"}, True), ({"a": "2", "submitted_date": "then"}, False), ({"submitted_date": "then"}, False)],
)
def test_the_hour_of_reporting_is_no_change(now: dict[str, str], same: bool) -> None:
    assert unchanged({"a": "1", "submitted_date": "then"}, now) is same


def said(*rows: Any, **more: Any) -> bytes:
    return json.dumps({"batch": "2026112000001", "rows": list(rows)} | more).encode()


def test_a_receipt_is_read() -> None:
    rows = ({"cd_id": "a", "result": "accepted"}, {"cd_id": "b", "result": "rejected", "reasons": [{"column": "c", "reason": "不对"}]})
    assert read_receipt(said(*rows)) == Receipt("2026112000001", (RowAnswer("a", YES), RowAnswer("b", NO, (Remark("c", "不对"),))))


@pytest.mark.parametrize("reasons", [None, [], "x", 3, [{}], [None]])
def test_who_sends_back_always_says_something(reasons: Any) -> None:
    (answer,) = read_receipt(said({"cd_id": "b", "result": "rejected", "reasons": reasons})).answers
    assert answer.remarks[0].reason


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xff", b"null", b"[]", b"{}", b'{"batch": 1, "rows": []}', b'{"batch": "x"}', b"[" * 100_000, b"<html>"),
        *(said(1), said({}), said({"cd_id": 1, "result": "accepted"}), said({"cd_id": "a"}), said({"cd_id": "a", "result": "maybe"})),
        said({"cd_id": "a", "result": "accepted"}, {"cd_id": "a", "result": "rejected"}),
    ],
)
def test_garbage_is_believed_in_no_part(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="读不懂回执"):
        read_receipt(content)


def test_a_receipt_speaks_of_its_own_rows() -> None:
    require_rows_of(Receipt("n", (RowAnswer("a", YES),)), {"a", "b"})
    with pytest.raises(RuleBroken):
        require_rows_of(Receipt("n", (RowAnswer("c", YES),)), {"a", "b"})


@pytest.mark.parametrize(("first", "again", "stands"), [(YES, YES, True), (NO, NO, True), (YES, NO, False), (NO, YES, False)])
def test_what_was_said_stands(first: Verdict, again: Verdict, stands: bool) -> None:
    if stands:
        require_same(first, again, "a")
        return
    with pytest.raises(RuleBroken):
        require_same(first, again, "a")
