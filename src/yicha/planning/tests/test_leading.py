"""R-SUB-3: who leads a visit (组长) is the first officer of the lead department, with the qualification that the norm asks of leaders."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.verifiers import Verdict, engine, python
from yicha.draws.batch.on_files import draw_alone
from yicha.draws.types import posts_of
from yicha.engines.draw import number_of, write_full
from yicha.engines.draw.frame import freeze_for_test, freeze_officers
from yicha.engines.draw.types import Basis, Heading
from yicha.norms.types import NormCode
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import available
from yicha.planning.rules.relieving import leads
from yicha.planning.rules.staffing import Roster, Work
from yicha.planning.tests.files import FIRE, MARKET, YEAR, teams
from yicha.planning.tests.test_instances import norms
from yicha.planning.tests.test_staffing import PLAN_YEAR, roster, slots, visit
from yicha.planning.types import OfficerRow as VisitOfficer

LEADER = "检查组长"
WORKS = (Work(MARKET, 60, 2, ("甲",)), Work(FIRE, 45, 2, ()))


def asking(*officers: OfficerRow) -> Roster:
    """As where the norm names a qualification."""
    return Roster(available(officers, YEAR), norms(**{NormCode.LEADER_SKILL: LEADER}), PLAN_YEAR)


def skilled(department: str, *skills: tuple[str, ...]) -> list[OfficerRow]:
    team = [row for row in teams(MARKET, FIRE, each=len(skills)) if row.department == department]
    return [replace(row, skills=own) for row, own in zip(team, skills, strict=True)]


def asked(found: Roster, **values: Any) -> list[tuple[str, ...]]:
    return [slot.skills for slot in slots(found, *WORKS, **({"lead": MARKET} | values))]


@pytest.mark.clause("R-SUB-3")
def test_the_first_post_of_the_lead_asks_for_it_and_no_other() -> None:
    fire = skilled(FIRE, (LEADER,), (LEADER,))
    both, apart = skilled(MARKET, (LEADER, "甲"), ()), skilled(MARKET, ("甲",), (LEADER,))
    assert asked(asking(*both, *fire)) == [(LEADER, "甲"), (), (), ()]
    assert asked(asking(*apart, *fire)) == [(LEADER,), ("甲",), (), ()]
    assert asked(asking(*apart, *fire), lead=FIRE, departments=(FIRE, MARKET)) == [(LEADER,), (), ("甲",), ()]


def test_who_joins_a_visit_that_is_led_already_leads_nothing() -> None:
    works = (WORKS[1],)
    assert [slot.skills for slot in slots(asking(*skilled(FIRE, (LEADER,), ())), *works, lead=MARKET)] == [(), ()]


def test_where_the_norm_names_none_nobody_is_asked() -> None:
    assert asked(roster(*skilled(MARKET, (LEADER, "甲"), ()), *skilled(FIRE, (), ()))) == [("甲",), (), (), ()]


def test_a_lead_without_a_leader_leaves_a_post_that_is_seen_to_be_empty() -> None:
    assert asked(asking(*skilled(MARKET, ("甲",), ()), *skilled(FIRE, (LEADER,), ()))) == [("甲",), (), (LEADER,), (), ()]


@pytest.mark.clause("R-SUB-3 YX-2.7b")
def test_of_many_visits_each_is_led_by_who_may_and_outsiders_check_it() -> None:
    officers = [*skilled(MARKET, (LEADER,), (LEADER, "甲"), ("甲",), ("甲",)), *skilled(FIRE, (), (), (LEADER,), ())]
    at_hand = asking(*officers)
    may = {one.id for one in at_hand.officers if LEADER in one.skills and one.department == MARKET}
    doors = [visit(*WORKS, number=f"V{place:05}", sid=f"S{place}", week=10 + place % 3, lead=MARKET) for place in range(9)]
    posts, basis = at_hand.posts(doors), Basis(at_hand.weeks)
    frame = freeze_for_test(lambda salt: freeze_officers(Heading("D1", "x"), posts, at_hand.officers, basis, salt), bytes(32))
    outcome = draw_alone(frame, bytes(32))
    found = posts_of(outcome.assignment, outcome.lists)
    assert len(found) == 9
    assert {team[0].cert_no for team in found.values()} <= may
    assert all(post.cert_no for team in found.values() for post in team)
    full = write_full(outcome)
    assert {engine(full), python()(full)} == {Verdict("full", number_of(full))}


def test_who_comes_for_the_leader_leads() -> None:
    officers = tuple(VisitOfficer(code, slot, f"{code}{slot}", "") for code in (FIRE, MARKET) for slot in (3, 1, 2))
    planned: Any = SimpleNamespace(lead=MARKET, officers=officers)
    assert [one.cert_no for one in officers if leads(planned, one)] == [f"{MARKET}1"]
