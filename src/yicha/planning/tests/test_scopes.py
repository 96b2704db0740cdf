"""R-SUB-3: nobody is drawn for an item outside his 执法事项范围; who declared none checks all of his department's."""

from dataclasses import replace

import pytest

from yicha.engines.draw import Slot
from yicha.orgs.types import OfficerRow
from yicha.planning.rules.relieving import post_of
from yicha.planning.rules.scopes import deal_scopes
from yicha.planning.rules.staffing import Work
from yicha.planning.tests.files import FIRE, MARKET, teams
from yicha.planning.tests.test_staffing import OVERHEAD, roster, slots
from yicha.planning.types import DemandRow
from yicha.planning.types import OfficerRow as VisitOfficerRow

FOOD, LIFT = "item:FOOD", "item:LIFT"


def team(*scopes: tuple[str, ...]) -> list[OfficerRow]:
    return [replace(row, items=items) for row, items in zip(teams(MARKET, each=len(scopes)), scopes, strict=True)]


def work(item: str, count: int = 2, *skills: str) -> Work:
    return Work(MARKET, 60, count, skills, item)


def asked(*scopes: tuple[str, ...], works: tuple[Work, ...]) -> list[tuple[str, ...]]:
    return [slot.skills for slot in slots(roster(*team(*scopes)), *works)]


@pytest.mark.clause("R-SUB-3")
def test_where_nobody_declared_anything_nothing_is_asked() -> None:
    assert slots(roster(*teams(MARKET, FIRE)), work("FOOD")) == [Slot(MARKET, 60 + OVERHEAD)] * 2
    found = roster(*team(("FOOD",), ()), *teams(FIRE))
    assert all(not officer.skills for officer in found.officers if officer.department == FIRE)


@pytest.mark.clause("R-SUB-3")
def test_each_officer_may_check_the_item() -> None:
    assert asked(("FOOD",), ("LIFT",), (), works=(work("FOOD"),)) == [(FOOD,), (FOOD,)]
    held = {officer.id: set(officer.skills) for officer in roster(*team(("FOOD",), ("LIFT",), ())).officers}
    assert list(held.values()) == [{FOOD}, {LIFT}, {FOOD, LIFT, "item:*"}]


def test_what_nobody_declared_is_for_who_declared_nothing() -> None:
    assert asked(("FOOD",), (), (), works=(work("TOYS"),)) == [("item:*",), ("item:*",)]


def test_one_who_may_both_is_asked_for_both_and_otherwise_there_are_more_posts() -> None:
    both = ("FOOD", "LIFT")
    assert asked(both, both, works=(work("FOOD"), work("LIFT"))) == [(FOOD, LIFT), (FOOD, LIFT)]
    assert asked(("FOOD",), ("LIFT",), works=(work("FOOD", 1), work("LIFT", 1))) == [(FOOD,), (LIFT,)]


def test_a_post_for_a_skill_goes_to_who_may_check_something_there() -> None:
    first, *others = team(("FOOD",), ("FOOD",), ("LIFT",))
    found = roster(replace(first, skills=("甲",)), *others)
    assert [slot.skills for slot in slots(found, work("FOOD", 2, "甲"))] == [("甲", FOOD), (FOOD,)]
    assert deal_scopes([(), (), ()], {FOOD: 2}, [frozenset({FOOD})]) == [(FOOD,)] * 3


def test_a_post_that_nobody_may_fill_is_seen_and_not_filled_by_another() -> None:
    assert asked(("FOOD",), ("FOOD",), works=(work("LIFT"),)) == [("item:*",)] * 2
    assert deal_scopes([()], {}, []) == [()]


def test_an_expert_can_be_asked_for() -> None:
    (row,) = team(())
    (officer,) = roster(replace(row, skills=("甲",), expertise=("食品",))).officers
    assert officer.skills == ("甲", "专家:食品")


@pytest.mark.clause("R-SUB-3")
def test_who_comes_instead_may_check_what_the_rest_of_the_team_may_not() -> None:
    at_hand = roster(*team(("FOOD",), ("LIFT",), ()))
    asked_for = DemandRow(MARKET, "FOOD", "A", 60, 2, ("甲",), "L1", "plan", "", "")
    lost = VisitOfficerRow(MARKET, 1, "1", "")
    for others, skills in (([frozenset({"甲", FOOD})], (FOOD,)), ([frozenset({FOOD})] * 2, ("甲",)), ([], ("甲", FOOD))):
        assert post_of(lost, [asked_for], others, at_hand).skills == skills
    assert post_of(lost, [asked_for], [frozenset({"甲", FOOD, "组长"})], at_hand, ("组长",)).skills == ("组长", FOOD)
