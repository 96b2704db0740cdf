"""What an item says of how often and how many binds the lines: as tables (R-FREQ-3, WY-5.4)."""

from dataclasses import replace
from typing import Any

import pytest

from yicha.items.testing import item_row
from yicha.items.types import ItemClass
from yicha.kernel.refusals import RuleBroken
from yicha.planning.rules.demands import Demands, demands_of
from yicha.planning.rules.frequency import ItemCaps, require_within_item, with_ratio, within_caps
from yicha.planning.tests.files import FIRM, plan_line, register

KEY = item_row(code="I-1", check_class="食品安全", item_class=ItemClass.KEY)
GENERAL = replace(KEY, item_class=ItemClass.GENERAL)
CLASSES = "A:2%;B:5%;C:100%;D:100%"
LAW = "《食品安全法》第一百零九条"


def refused(of: object, **line: object) -> str:
    values = {"item_code": "I-1", "check_class": "食品安全"} | line
    try:
        require_within_item(plan_line(**values).line, of)  # type: ignore[arg-type]  # a row of the tables below
    except RuleBroken as said:
        return said.clause if said.exits else "without a way out"
    return ""


@pytest.mark.clause("R-FREQ-3", "R-FREQ-4")
@pytest.mark.parametrize(
    ("cap", "mode", "exemption", "clause"),
    [
        (None, "onsite", "", ""),
        (0, "onsite", "", "R-FREQ-3"),
        (0, "sampling", "", "R-FREQ-3"),
        (0, "written", "", ""),
        (0, "online", "", ""),
        (0, "onsite", LAW, ""),
        (1, "onsite", "", ""),
    ],
)
def test_an_item_that_is_never_planned_has_no_line(cap: int | None, mode: str, exemption: str, clause: str) -> None:
    assert refused(replace(KEY, yearly_cap=cap), mode=mode, exemption=exemption) == clause


@pytest.mark.clause("WY-5.4")
@pytest.mark.parametrize(
    ("listed", "asked", "general", "key"),
    [
        ("", "50%", False, False),
        ("随便", "50%", False, False),
        ("5%", "5%", False, False),
        ("5%", "6%", True, False),
        ("5%", "4%", False, True),
        ("5%", CLASSES, False, False),
        ("1%", CLASSES, True, False),
        ("100%", "A:2%;B:5%;C:50%;D:50%", False, True),
        (CLASSES, CLASSES, False, False),
        (CLASSES, "A:3%;B:5%;C:100%;D:100%", True, False),
        (CLASSES, "A:2%;B:5%;C:100%", False, True),
        (CLASSES, "5%", True, True),
        ("D:100%", "1%", False, True),
    ],
)
def test_the_ratio_of_a_general_item_is_the_most_and_of_a_key_item_the_least(listed: str, asked: str, *, general: bool, key: bool) -> None:
    for item, strays in ((GENERAL, general), (KEY, key)):
        assert refused(replace(item, ratio=listed), ratio=asked) == ("WY-5.4" if strays else "")
        assert refused(replace(item, ratio=listed), ratio=asked, exemption=LAW) == ""
        assert refused(replace(item, ratio=listed), ratio="", selection="full") == ""


@pytest.mark.clause("WY-5.4")
@pytest.mark.parametrize(
    ("listed", "asked", "selection", "drawn"),
    [("5%", "", "random", "5%"), ("5%", "3%", "random", "3%"), ("", "", "random", ""), ("5%", "", "full", ""), ("随便", "", "random", "")],
)
def test_a_line_without_a_ratio_takes_its_items(listed: str, asked: str, selection: str, drawn: str) -> None:
    line = plan_line(item_code="I-1", ratio=asked, selection=selection).line
    assert [row.ratio for row in with_ratio([line], {"I-1": replace(KEY, ratio=listed)})] == [drawn]
    assert [row.ratio for row in with_ratio([line], {})] == [asked]


@pytest.mark.clause("R-FREQ-3")
@pytest.mark.parametrize(
    ("cap", "class_cap", "per_site", "left"),
    [
        (None, 1, False, 4),
        (1, 1, False, 4),  # the engine keeps the class
        (0, 1, False, 0),
        (1, 2, False, 1),
        (3, 9, False, 3),
        (1, 2, True, 2),
    ],
)
def test_no_more_is_demanded_than_the_items_cap(cap: int | None, class_cap: int, left: int, *, per_site: bool) -> None:
    subjects = {row.sid: row for row in register(2, uscc=FIRM)}
    listed: dict[str, Any] = {"selection": "list", "ratio": "", "sids": tuple(sorted(subjects)), "item_code": "I-1"}
    lines = [plan_line("L1", **listed), plan_line("L2", **listed), plan_line("X", **(listed | {"exemption": LAW}))]
    found: Demands = demands_of(lines, {}, subjects, {})
    caps = ItemCaps({} if cap is None else {"I-1": cap}, class_cap, per_site)
    kept = within_caps(found, lines, subjects, caps)
    assert sum(row.line != "X" for row in kept.rows) == left
    assert [row for row in kept.rows if row.line == "X"] == [row for row in found.rows if row.line == "X"]
    assert kept.rows == tuple(row for row in found.rows if row in kept.rows)
