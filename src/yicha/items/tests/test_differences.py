"""Two versions of an item side by side."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from yicha.items.rules.differences import differences
from yicha.items.testing import item_row
from yicha.items.types import CheckPoint, Differences, PointChange

OLD = item_row(1, check_points=(CheckPoint("a", "甲"), CheckPoint("b", "乙"), CheckPoint("c", "丙", "看")))


def points(*codes: str) -> tuple[CheckPoint, ...]:
    return tuple(CheckPoint(code, code) for code in codes)


def test_equal_versions_differ_in_nothing() -> None:
    assert differences(OLD, replace(OLD)) == Differences((), ())


def test_changed_elements_stand_in_their_order_with_both_values() -> None:
    found = differences(OLD, replace(OLD, name="新名", ratio="5%"))
    assert [(one.element, one.old, one.new) for one in found.elements] == [("name", "食品经营检查1", "新名"), ("ratio", "", "5%")]
    assert found.names == {"name", "ratio"}


def test_points_come_go_change_and_move() -> None:
    new = replace(OLD, check_points=(CheckPoint("b", "乙"), CheckPoint("d", "丁"), CheckPoint("c", "丙", "摸")))
    assert [(one.change, one.code) for one in differences(OLD, new).points] == [
        (PointChange.ADDED, "d"),
        (PointChange.CHANGED, "c"),
        (PointChange.REMOVED, "a"),
    ]
    (part,) = differences(OLD, new).points[1].parts
    assert (part.element, part.old, part.new) == ("method", "看", "摸")


def test_one_point_carried_to_the_end_is_the_only_one_that_moved() -> None:
    old, new = replace(OLD, check_points=points(*"abcde")), replace(OLD, check_points=points(*"bcdea"))
    assert [(one.change, one.code) for one in differences(old, new).points] == [(PointChange.MOVED, "a")]


@given(some.permutations("abcdefg"), some.permutations("abcdefg"))
def test_what_did_not_move_keeps_its_order(before: list[str], after: list[str]) -> None:
    found = differences(replace(OLD, check_points=points(*before)), replace(OLD, check_points=points(*after)))
    moved = {one.code for one in found.points}
    assert [code for code in before if code not in moved] == [code for code in after if code not in moved]
    assert bool(moved) == (before != after)
