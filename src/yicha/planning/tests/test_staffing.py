"""Posts for officers: two of each department, the qualified first, no post asking for more than it must."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.draws.types import Post
from yicha.engines.draw import SHA256, Slot, Task, Visit
from yicha.engines.draw.assignment import assign
from yicha.engines.draw.officers import officer_row as salted_row
from yicha.engines.draw.tasks import Staff, task_of_visit
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import available
from yicha.planning.rules.instances import PlanYear, weekly_minutes
from yicha.planning.rules.staffing import Roster, VisitWork, Work, minutes_left, understaffed
from yicha.planning.tests.files import FIRE, MARKET, YEAR, teams
from yicha.planning.tests.test_late_joins import DEMAND, ROW
from yicha.planning.types import VisitStatus

NORMS = shipped_norms_in_force("", date(YEAR, 1, 1))
PLAN_YEAR = PlanYear.of(YEAR, shipped_working_days())
OVERHEAD = 60
SKILLS = ("甲", "乙", "丙")


def roster(*officers: OfficerRow) -> Roster:
    return Roster(available(officers, YEAR), NORMS, PLAN_YEAR)


def visit(*works: Work, week: int = 12, **values: Any) -> VisitWork:
    departments = tuple(dict.fromkeys(work.department for work in works))
    plain: dict[str, Any] = {"number": "V00001", "sid": "S", "town": "东川镇", "week": week, "departments": departments, "works": works}
    return VisitWork(**(plain | values))


def slots(found: Roster, *works: Work, **values: Any) -> list[Slot]:
    (posted,) = found.posts([visit(*works, **values)])
    return list(posted.slots)


@pytest.mark.clause("R-SUB-3")
def test_each_department_sends_its_largest_team_for_all_its_minutes_and_one_way_there() -> None:
    found = roster(*teams(MARKET, FIRE))
    works = (Work(MARKET, 60, 2, ()), Work(FIRE, 45, 2, ()), Work(MARKET, 30, 3, ()))
    assert slots(found, *works) == [Slot(MARKET, 90 + OVERHEAD)] * 3 + [Slot(FIRE, 45 + OVERHEAD)] * 2


def test_off_site_work_takes_no_way() -> None:
    assert slots(roster(*teams(MARKET)), Work(MARKET, 60, 2, ()), door=False) == [Slot(MARKET, 60)] * 2


def test_the_lead_stands_first() -> None:
    found = roster(*teams(MARKET, FIRE))
    posted = slots(found, Work(MARKET, 60, 2, ()), Work(FIRE, 45, 2, ()), departments=(FIRE, MARKET))
    assert [slot.department for slot in posted] == [FIRE, FIRE, MARKET, MARKET]


def test_visits_stand_in_the_order_of_their_numbers() -> None:
    works = (Work(MARKET, 60, 2, ()),)
    found = roster(*teams(MARKET)).posts([visit(*works, number="V00002"), visit(*works, number="V00001", week=3)])
    assert [(one.sid, one.week, one.subject, one.town) for one in found] == [("V00001", 3, "S", "东川镇"), ("V00002", 12, "S", "东川镇")]


def naive_deal(skills: Sequence[str], count: int, candidates: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """docs/vdr1.md §8, word by word."""
    dealt: list[tuple[str, ...]] = [() for _ in range(count)]
    for skill in skills:
        able = [place for place, held in enumerate(dealt) if any(set(held) | {skill} <= candidate for candidate in candidates)]
        if able:
            dealt[able[0]] += (skill,)
        else:
            dealt.append((skill,))
    return dealt


@given(
    held=st.lists(st.sets(st.sampled_from(SKILLS)), max_size=5),
    asked=st.lists(st.lists(st.sampled_from(SKILLS), max_size=3), min_size=1, max_size=3),
)
@settings(max_examples=120, deadline=None)
def test_no_post_asks_for_more_than_it_must(held: list[set[str]], asked: list[list[str]]) -> None:
    """R-SUB-3: as docs/vdr1.md §8 deals, unless different people can fill posts that ask for less: then the fullest asks least."""
    officers = [teams(MARKET, each=number + 1, skills=tuple(sorted(skills)))[-1] for number, skills in enumerate(held)]
    works = tuple(Work(MARKET, 30, 2, tuple(skills)) for skills in asked)
    wanted = list(dict.fromkeys(skill for skills in asked for skill in skills))
    found = [slot.skills for slot in slots(roster(*officers), *works)]
    ways = [
        tuple(tuple(skill for skill, at in zip(wanted, way, strict=True) if at == place) for place in (0, 1)) for way in _ways(len(wanted))
    ]
    lawful = [way for way in ways if any(set(way[0]) <= one and set(way[1]) <= other for one, other in permutations(held, 2))]
    assert found in ([list(way) for way in lawful] or [naive_deal(wanted, 2, [frozenset(skills) for skills in held])])
    assert not lawful or max(map(len, found)) == min(max(map(len, way)) for way in lawful)
    assert not (lawful and wanted) or found[0][0] == wanted[0]


def _ways(skills: int) -> list[tuple[int, ...]]:
    return list(product((0, 1), repeat=skills))


@pytest.mark.clause("R-SUB-3")
def test_who_has_two_qualifications_is_not_wanted_everywhere() -> None:
    """Known answer: two visits of a week want 甲 and 乙; one officer has both and time for one visit. §8 alone would leave a post empty."""
    held = (("甲", "乙"), ("甲",), ("乙",), ("乙",))
    officers = [replace(teams(MARKET, each=number + 1, skills=skills)[-1], days_per_week=Decimal(1)) for number, skills in enumerate(held)]
    found, work = roster(*officers), Work(MARKET, 200, 2, ("甲", "乙"))
    first, second = (replace(one, sid=sid) for sid in ("V00001", "V00002") for one in found.posts([visit(work)]))
    assert [slot.skills for slot in first.slots] == [("甲",), ("乙",)]

    def empty(*visits: Visit) -> int:
        staff = Staff([salted_row(SHA256, bytes([number]) * 16, one) for number, one in enumerate(found.officers)], found.weeks)
        outcome = assign(SHA256, bytes(32), [task_of_visit(one) for one in visits], staff)
        return sum(group.slots - group.filled for group in outcome.groups)

    both, plain = (Slot(MARKET, first.slots[0].minutes, skills) for skills in naive_deal(("甲", "乙"), 2, [frozenset(held[0])]))
    assert empty(first, second) == 0
    assert empty(*(replace(one, slots=(both, plain)) for one in (first, second))) == 1


WEEK_12 = (date(YEAR, 3, 23), date(YEAR, 3, 29))


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, True),
        ({"department": FIRE}, False),
        ({"days_per_week": 0}, False),
        ({"towns": ("西岭乡",)}, False),
        ({"towns": ("西岭乡", "东川镇")}, True),
        ({"recusals": ("S",)}, False),
        ({"recusals": ("T",)}, True),
        ({"leave": ((WEEK_12[1], WEEK_12[1]),)}, False),  # a Sunday: the week is not wholly covered
        ({"leave": ((date(YEAR, 3, 30), date(YEAR, 4, 30)),)}, True),
        ({"valid_to": date(YEAR, 3, 28)}, False),
        ({"valid_to": WEEK_12[1]}, True),
    ],
)
def test_who_counts_as_a_candidate_is_who_may_be_drawn(values: dict[str, Any], *, counts: bool) -> None:
    (only,) = teams(MARKET, each=1, skills=SKILLS)
    found = roster(replace(only, **values))
    posted = slots(found, Work(MARKET, 60, 2, ("甲", "乙")))
    assert [slot.skills for slot in posted] == ([("甲", "乙"), ()] if counts else [(), (), ("甲",), ("乙",)])
    drawn_from = Staff([salted_row(SHA256, bytes(32), one) for one in found.officers], found.weeks)
    assert bool(drawn_from.eligible(Task("V00001", "S", 12, "东川镇"), MARKET, ())) is counts


def test_the_weeks_of_the_roster_are_those_with_working_days() -> None:
    found = roster(*teams(MARKET)).weeks
    assert set(found) == {number for number, days in enumerate(PLAN_YEAR.weeks) if days}
    assert found[12] == (date(YEAR, 3, 23), date(YEAR, 3, 27), 5)


def test_what_earlier_draws_gave_is_booked_and_what_was_cancelled_is_not() -> None:
    found = roster(*teams(MARKET, each=2))
    (one, other) = found.officers
    row = replace(
        ROW,
        week=12,
        door=True,
        officers=(replace(ROW.officers[0], cert_no=one.id), replace(ROW.officers[1], department=FIRE, cert_no=other.id)),
        demands=(replace(DEMAND, minutes=40), replace(DEMAND, minutes=20), replace(DEMAND, department=FIRE, minutes=300)),
    )
    away = replace(row, door=False, officers=row.officers[:1])
    busy = found.booked([row, away, replace(row, status=VisitStatus.CANCELLED)])
    assert [officer.booked for officer in busy.officers] == [{12: (2, 60 + OVERHEAD + 60)}, {12: (1, 300 + OVERHEAD)}]
    assert found.officers == (one, other)
    week = minutes_left(one, 12, found.weeks)
    assert week == weekly_minutes(available(teams(MARKET, each=1), YEAR)[0], NORMS)
    assert minutes_left(busy.officers[0], 12, found.weeks) == week - 180
    assert minutes_left(busy.officers[0], 13, found.weeks) == minutes_left(one, 13, found.weeks)


def test_a_team_with_an_open_post_is_understaffed() -> None:
    whole, open_post = (Post(MARKET, "1", "甲"), Post(MARKET, "2", "乙")), (Post(MARKET, "1", "甲"), Post(MARKET))
    assert understaffed({"V2": open_post, "V1": whole, "V0": open_post}) == ("V0", "V2")
    assert understaffed({}) == ()
