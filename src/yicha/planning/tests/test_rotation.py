"""轮换: the same pair does not go to the same door twice in a row."""

from datetime import date, timedelta
from itertools import combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.draws.testing import hold_ceremony, next_issue
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_staffing import freeze_staffing
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.staff_visits import staff_visits
from yicha.planning.queries import teams_before, visits
from yicha.planning.rules.rotation import rotated
from yicha.planning.rules.staffing import Work
from yicha.planning.testing import (
    DEPARTMENTS,
    PARTIES,
    SALT,
    YEAR,
    adopt_year,
    line_row,
    make_county,
    make_plans,
    staff_year,
)
from yicha.planning.tests.files import FIRE, MARKET, teams
from yicha.planning.tests.test_staffing import roster, visit
from yicha.planning.types import AdoptProgramme, FilePlan, FreezeStaffing, FreezeYear, MergeProgramme, StaffVisits

DRAWN: Final = "ab" * 32
WORK: Final = Work(MARKET, 60, 2, ())


def numbers(*departments: str, each: int) -> list[str]:
    return [one.cert_no for one in teams(*departments, each=each)]


def resting(last: set[str], each: int, work: Work = WORK, drawn: str = DRAWN) -> tuple[str, ...]:
    return rotated(visit(work), {"S": {MARKET: last}}, roster(*teams(MARKET, each=each)), drawn).resting


@pytest.mark.clause("R-SUB-3")
@given(st.integers(3, 6), st.integers(1, 3), st.data())
def test_no_two_of_the_last_team_can_be_drawn_together_again(each: int, size: int, data: st.DataObject) -> None:
    staff = numbers(MARKET, each=each)
    last = set(data.draw(st.permutations(staff))[:size])
    left = [one for one in staff if one not in resting(last, each)]
    assert len(left) >= 2
    if each - (size - 1) >= 2:
        assert not any({*pair} <= last for pair in combinations(left, 2))


def test_a_department_too_small_to_do_without_them_sends_whom_it_has() -> None:
    assert resting(set(numbers(MARKET, each=2)), each=2) == ()


def test_a_skill_that_only_one_has_keeps_him_in() -> None:
    skilled, *others = teams(MARKET, each=4)
    found = roster(type(skilled)(**{**vars(skilled), "skills": ("锅炉",)}), *others)
    asked = visit(Work(MARKET, 60, 2, ("锅炉",)))
    last = {"S": {MARKET: {skilled.cert_no, others[0].cert_no}}}
    kept = {frozenset(rotated(asked, last, found, f"{number:064x}").resting) for number in range(20)}
    assert kept == {frozenset(), frozenset({others[0].cert_no})}


def test_who_may_come_again_is_nobodys_choice() -> None:
    last = set(numbers(MARKET, each=2))
    assert {resting(last, 5, drawn=f"{number:064x}") for number in range(20)} == {(one,) for one in last}


@pytest.mark.parametrize(
    "last",
    [{}, {"other door": {MARKET: {"1", "2"}}}, {"S": {FIRE: set(numbers(FIRE, each=2))}}],
    ids=["first visit", "another door", "another department"],
)
def test_nobody_rests_for_what_was_not_here(last: dict[str, dict[str, set[str]]]) -> None:
    asked = visit(WORK)
    assert rotated(asked, last, roster(*teams(MARKET)), DRAWN) == asked


def test_who_rests_fills_no_post() -> None:
    staff = teams(MARKET, each=3)
    (posted,) = roster(*staff).posts([visit(WORK, resting=(staff[0].cert_no,))])
    assert posted.barred == (staff[0].cert_no,)


def next_year() -> int:
    """The same county, planned, drawn and staffed once more; the draw's key."""
    at, year = NOW + timedelta(days=30), YEAR + 1
    for department in DEPARTMENTS:
        window = (date(year, 3, 1), date(year, 6, 25))
        file_plan(SYSTEM, FilePlan(REGION, year, department, (line_row(department=department, window=window, ratio="100%"),)), at)
    frozen = freeze_year(SYSTEM, FreezeYear(REGION, year, PARTIES, next_issue(REGION, year, at), SALT), at)
    hold_ceremony(frozen.draw, at + timedelta(minutes=1))
    merged = merge_programme(SYSTEM, MergeProgramme(frozen.draw, date(year, 1, 1)), at)
    adopt_programme(SYSTEM, AdoptProgramme(merged.programme), at)
    staffing = freeze_staffing(SYSTEM, FreezeStaffing(merged.programme, PARTIES, next_issue(REGION, year, at), SALT), at)
    hold_ceremony(staffing.draw, at + timedelta(minutes=1))
    staff_visits(SYSTEM, StaffVisits(staffing.draw), at)
    return merged.programme


@pytest.mark.django_db
@pytest.mark.clause("R-SUB-3")
def test_next_year_another_pair_comes_to_every_door() -> None:
    make_county(officers=4)
    make_plans()
    first = adopt_year()
    staff_year(first)
    before = teams_before(SYSTEM, 0, {row.sid for row in visits(SYSTEM, REGION, programme=first)})
    second = next_year()
    again = [row for row in visits(SYSTEM, REGION, programme=second) if row.sid in before]
    pairs = [(row.sid, name, {one.cert_no for one in row.officers if one.department == name}) for row in again for name in row.departments]
    assert len(pairs) > len(DEPARTMENTS)
    assert all(len(pair) == 2 and pair != before[sid].get(name) for sid, name, pair in pairs)
    assert teams_before(SYSTEM, second, {sid for sid, _, _ in pairs}) == {sid: before[sid] for sid, _, _ in pairs}
