"""Six families, each by a table of what holds and what does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.quality import Family, Fault, Relation, Rule, faults_of, is_uscc, key_of, uscc_check_holds
from yicha.engines.quality.tests.makers import USCCS, invented_uscc

GOOD = invented_uscc(10)
BROKEN = next(GOOD[:-1] + letter for letter in "0123456789" if letter != GOOD[-1])


def rule(family: Family, **values: Any) -> Rule:
    return Rule("r", family, "a", "不对", **values)


def holds(one: Rule, *taken: str, known: Any = (), **row: str) -> bool:
    return not faults_of(row, [one], {"items": known}, taken)


@pytest.mark.parametrize(("row", "kept"), [({"a": "x"}, True), ({"a": " "}, True), ({"a": ""}, False), ({}, False), ({"b": "x"}, False)])
def test_complete(row: dict[str, str], *, kept: bool) -> None:
    assert holds(rule(Family.COMPLETE), **row) is kept


@pytest.mark.parametrize(
    ("values", "text", "kept"),
    [
        ({"most": 2}, "ab", True),
        ({"most": 2}, "abc", False),
        ({"most": 2}, "𠮷野", True),
        ({"most": 2}, "", True),
        ({"pattern": "[0-9]{2}"}, "12", True),
        ({"pattern": "[0-9]{2}"}, "123", False),
        ({"pattern": "[0-9]{2}"}, "12\n", False),
        ({"pattern": "[0-9]{2}"}, "\n12", False),
        ({"pattern": "[0-9]{2}"}, "１２", False),
        ({"pattern": "a|bc"}, "bc", True),
        ({"pattern": "a|bc"}, "ac", False),
        ({"pattern": "[0-9]{2}", "most": 1}, "12", False),
        ({"uscc": True}, GOOD, True),
        ({"uscc": True}, BROKEN, False),
        ({"uscc": True}, GOOD.lower(), False),
        ({"uscc": True}, GOOD + "\n", False),
        ({"uscc": True}, "I" * 18, False),
        ({"uscc": True}, "", True),
    ],
)
def test_format(values: dict[str, Any], text: str, *, kept: bool) -> None:
    assert holds(rule(Family.FORMAT, **values), a=text) is kept


@pytest.mark.parametrize(("text", "kept"), [("1", True), ("2", False), ("1 ", False), ("", True)])
def test_code(text: str, *, kept: bool) -> None:
    assert holds(rule(Family.CODE, values=frozenset({"1"})), a=text) is kept


@pytest.mark.parametrize(
    ("relation", "text", "other", "kept"),
    [
        (Relation.AFTER, "2026-03-02", "2026-03-01", True),
        (Relation.AFTER, "2026-03-01", "2026-03-01", False),
        (Relation.AFTER, "2026-03-01", "2026-03-02", False),
        (Relation.AFTER, "", "2026-03-02", True),
        (Relation.AFTER, "2026-03-01", "", True),
        (Relation.NOT_BEFORE, "2026-03-01", "2026-03-01", True),
        (Relation.NOT_BEFORE, "2026-03-01", "2026-03-02", False),
    ],
)
def test_logic_between_columns(relation: Relation, text: str, other: str, *, kept: bool) -> None:
    assert holds(rule(Family.LOGIC, relation=relation, other="b"), a=text, b=other) is kept


@pytest.mark.parametrize(("text", "kept"), [("甲,乙", True), ("甲,乙,丙", True), ("甲", False), ("甲，乙", False), ("", True)])
def test_logic_of_parts(text: str, *, kept: bool) -> None:
    assert holds(rule(Family.LOGIC, parts=2), a=text) is kept


@pytest.mark.parametrize(("text", "kept"), [("I1", True), ("i1", False), ("I2", False), ("", True)])
def test_reference(text: str, *, kept: bool) -> None:
    assert holds(rule(Family.REFERENCE, register="items"), a=text, known=("I1",)) is kept


@pytest.mark.parametrize(("row", "kept"), [({"a": "1", "b": "2"}, False), ({"a": "1", "b": "3"}, True), ({"a": "1"}, True), ({}, True)])
def test_unique(row: dict[str, str], *, kept: bool) -> None:
    one = rule(Family.UNIQUE, columns=("a", "b"))
    assert holds(one, key_of({"a": "1", "b": "2"}, one), **row) is kept


def test_columns_do_not_run_into_each_other() -> None:
    one = rule(Family.UNIQUE, columns=("a", "b"))
    assert key_of({"a": "1|2", "b": "3"}, one) != key_of({"a": "1", "b": "2|3"}, one)


@pytest.mark.parametrize(("kind", "kept"), [("001", False), ("111", True), ("", True)])
def test_a_rule_binds_only_when(kind: str, *, kept: bool) -> None:
    assert holds(rule(Family.FORMAT, uscc=True, when=("b", "001")), a=BROKEN, b=kind) is kept


def test_a_fault_says_what_where_and_why_in_the_order_of_the_rules() -> None:
    rules = [Rule("one", Family.COMPLETE, "b", "必填"), Rule("two", Family.FORMAT, "a", "过长", most=1)]
    assert faults_of({"a": "xy"}, rules, {}) == [
        Fault("one", Family.COMPLETE, "b", "", "必填"),
        Fault("two", Family.FORMAT, "a", "xy", "过长"),
    ]


@given(USCCS, st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_a_code_with_one_wrong_sign_is_none(code: str, place: int, letter: str) -> None:
    changed = code[:place] + letter + code[place + 1 :]
    assert is_uscc(code)
    assert is_uscc(changed) is (changed == code) is uscc_check_holds(changed)
