"""Maximal groups against all subsets; the packing where they are too many."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import cover, groups
from yicha.engines.planning.atoms import atoms_of
from yicha.engines.planning.bounds import bound_of_units
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.enterprise import Enterprise
from yicha.engines.planning.limits import limits_of
from yicha.engines.planning.plain import parse_instance
from yicha.engines.planning.tests.instances import instance, line, tiny
from yicha.engines.planning.units import door_unit, lost_of


def enterprise_of(plain: dict[str, Any]) -> Enterprise:
    parsed = parse_instance(plain)
    calendar = Calendar(parsed)
    demands = [d for d in parsed.demands.values() if calendar.admissible[d.id] and parsed.lines[d.line].mode.opens_door]
    return Enterprise(calendar, limits_of(parsed, list(parsed.subjects.values()), ()), atoms_of(calendar, demands))


@given(st.integers(0, 10**6))
@settings(max_examples=80, deadline=None)
def test_maximal_equals_all_subsets(seed: int) -> None:
    plain = tiny(seed)
    plain["params"]["visit_minutes_max"] = 300
    enterprise = enterprise_of(plain)
    feasible = [block for block in range(1, enterprise.everything + 1) if enterprise.n <= 10 and enterprise.common(block)]
    largest = {block for block in feasible if not any(block != other and block & ~other == 0 for other in feasible)}
    if enterprise.n <= 10:
        found = groups.maximal(enterprise)
        assert found.complete
        assert set(found.build) == largest


def test_subsets_of_a_feasible_set_are_feasible() -> None:
    enterprise = enterprise_of(instance([line(f"L{i}", department, 0, i) for i, department in enumerate("ABAB")]))
    for block in range(1, enterprise.everything + 1):
        if enterprise.common(block):
            assert all(enterprise.common(part) for part in range(1, block + 1) if part & ~block == 0)


def test_two_pieces_of_one_department_that_last_too_long_together_never_meet() -> None:
    enterprise = enterprise_of(instance([line("L0", "A", 0, 2, minutes=300), line("L1", "A", 0, 3, minutes=121)]))
    assert not enterprise.pairwise(0b11)
    assert enterprise_of(instance([line("L0", "A", 0, 2, minutes=300), line("L1", "A", 0, 3, minutes=120)])).pairwise(0b11)


def test_each_loss_saves_a_door_at_most_and_the_bound_allows_for_it() -> None:
    unit = door_unit(enterprise_of(instance([line(f"L{i}", "A", i, i) for i in range(3)])))
    assert [bound_of_units([unit], lost).doors for lost in range(4)] == [3, 2, 1, 0]


def crowded(many: int) -> dict[str, Any]:
    """One department with more work at one door than a visit may last."""
    return instance([line(f"L{i:02d}", "A", minutes=90 + i % 3) for i in range(many)], params={"visit_minutes_max": 420})


def test_minutes_are_packed_exactly() -> None:
    unit = door_unit(enterprise_of(crowded(8)))
    assert (unit.least, unit.floor) == ((0, 2), (0, 2))


@given(st.integers(0, 10**6), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_what_is_lost_is_known_without_the_many_ways(seed: int, cap: int) -> None:
    plain = tiny(seed)
    for subject in plain["subjects"]:
        subject.update(enterprise="E", visit_cap=cap)
    enterprise = enterprise_of(plain)
    if enterprise.n:
        assert lost_of(enterprise) == door_unit(enterprise).least.lost


def test_what_a_hopeless_search_loses_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = instance([line(f"L{i}", "A", i % 4, i % 4) for i in range(9)], [{"id": "S", "visit_cap": 2}])
    enterprise = enterprise_of(plain)
    exact = lost_of(enterprise)
    monkeypatch.setattr(cover, "DEEP", 0)
    assert lost_of(enterprise_of(plain)) == door_unit(enterprise_of(plain)).least.lost >= exact > 0


def test_too_many_sets_are_packed_and_the_proof_stays_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "LIMIT", 5)
    enterprise = enterprise_of(crowded(9))
    found = groups.maximal(enterprise)
    assert not found.complete
    assert all(enterprise.common(block) for block in found.build)
    assert all(any(block & ~wide == 0 for wide in found.proof) for block in found.build)
    unit = door_unit(enterprise)
    assert unit.least.doors == 3
    assert unit.floor.doors <= 3


def test_departments_at_one_door_are_limited() -> None:
    lines = [line(f"L{i}", department) for i, department in enumerate("ABCD")]
    enterprise = enterprise_of(instance(lines, params={"departments_max": 2}))
    blocks = {frozenset(i for i in range(4) if block >> i & 1) for block in groups.maximal(enterprise).build}
    assert blocks == {frozenset(pair) for pair in combinations(range(4), 2)}
