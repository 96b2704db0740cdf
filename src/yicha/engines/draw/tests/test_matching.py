"""The flow problem alone: as many slots filled as exhaustive search fills, and decided slots never cost one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.draw.matching import EMPTY, Matching
from yicha.engines.draw.tests.making import made_up
from yicha.engines.draw.tests.twin_officers import most_filled

Case = tuple[list[int], list[list[int]], list[int]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Tasks of contiguous slots, who may fill each, caps."""
    officers = draw(st.integers(0, 5))
    tasks = [number for number in range(draw(st.integers(0, 4))) for _ in range(draw(st.integers(1, 3)))]
    one = st.lists(st.integers(0, officers - 1), unique=True, max_size=officers) if officers else st.just([])
    return tasks, [draw(one) for _ in tasks], [draw(st.integers(0, 3)) for _ in range(officers)]


def goal_of(case: Case) -> int:
    tasks, eligible, caps = case
    return most_filled(tuple(zip(tasks, map(tuple, eligible), strict=True)), tuple(caps))


def demand_lawful(matching: Matching, case: Case) -> None:
    tasks, eligible, caps = case
    held = [(tasks[slot], officer) for slot, officer in enumerate(matching.holders) if officer != EMPTY]
    assert len(set(held)) == len(held)
    assert all(officer in eligible[slot] for slot, officer in enumerate(matching.holders) if officer != EMPTY)
    assert all(matching.holders.count(officer) <= cap for officer, cap in enumerate(caps))
    assert matching.filled == len(held)


@settings(max_examples=300)
@given(cases())
def test_fills_as_many_as_can_be_filled(case: Case) -> None:
    matching = Matching(*case)
    demand_lawful(matching, case)
    assert matching.filled == goal_of(case)


@settings(max_examples=200)
@given(cases(), st.randoms())
def test_deciding_never_costs_a_slot_and_refuses_only_what_would(case: Case, chance: object) -> None:
    tasks, eligible, caps = case
    matching, goal = Matching(*case), goal_of(case)
    left, decided = list(caps), list[tuple[int, int]]()
    for slot, task in enumerate(tasks):
        ways = tuple(zip(tasks, map(tuple, eligible), strict=True))[slot + 1 :]
        taken = frozenset(officer for other, officer in decided if other == task)
        for officer in eligible[slot]:
            holders = matching.holders[:]
            after = tuple(cap - (number == officer) for number, cap in enumerate(left))
            rest = most_filled(ways, after, taken | {officer} if ways and ways[0][0] == task else frozenset()) if left[officer] else -9
            possible = officer not in taken and left[officer] > 0 and len(decided) + 1 + rest == goal
            assert matching.decide(slot, officer) is possible
            demand_lawful(matching, case)
            assert matching.filled == goal
            if possible:
                left[officer] -= 1
                decided.append((task, officer))
                break
            assert matching.holders == holders or sorted(matching.holders) == sorted(holders)
        else:
            assert matching.holders[slot] == EMPTY
            matching.leave(slot)
    assert matching.filled == len(decided)


@settings(max_examples=300)
@given(cases())
def test_short_sets_are_proofs(case: Case) -> None:
    """Hall: the officers whom a set may have cannot fill all its slots, and the sets explain every empty slot."""
    tasks, eligible, caps = case
    matching = Matching(*case)
    sets = matching.short_sets()
    for slots in sets:
        who = {officer for slot in slots for officer in eligible[slot]}
        room = sum(min(caps[officer], len({tasks[slot] for slot in slots if officer in eligible[slot]})) for officer in who)
        assert room < len(slots)
        assert all(matching.holders[slot] in {EMPTY, *who} for slot in slots)
    assert all(a.isdisjoint(b) for a in sets for b in sets if a is not b)
    empty = {slot for slot, holder in enumerate(matching.holders) if holder == EMPTY}
    assert empty <= set().union(*sets)
    assert sum(len(slots) for slots in sets) - sum(matching.holders[slot] != EMPTY for slots in sets for slot in slots) == len(empty)


def test_a_chain_of_moves_is_found() -> None:
    """Slot 0 would take officer 0, whom slot 3 needs: 3 → 0 → 1 → 2 must move on."""
    matching = Matching([0, 1, 2, 3], [[0, 1], [1, 2], [2, 3], [0]], [1, 1, 1, 1])
    assert matching.holders == [1, 2, 3, 0]


def test_an_officer_stands_once_on_a_task() -> None:
    assert Matching([0, 0], [[0], [0]], [2]).filled == 1
    assert Matching([0, 1], [[0], [0]], [2]).filled == 2


def test_a_decided_slot_gives_way_to_nobody() -> None:
    matching = Matching([0, 1], [[0, 1], [0, 1]], [1, 1])
    assert matching.decide(0, 1)
    assert not matching.decide(1, 1)
    assert matching.decide(1, 0)
    assert matching.holders == [1, 0]


def test_a_slot_left_empty_is_not_filled_later() -> None:
    matching = Matching([0, 1], [[0], [0]], [1])
    assert matching.decide(0, 0)
    matching.leave(1)
    assert matching.holders == [0, EMPTY]
    assert matching.short_sets() == []


def test_of_two_that_cannot_both_be_filled_the_decided_one_is() -> None:
    for first in (0, 1):
        matching = Matching([0, 1], [[0], [0]], [1])
        assert matching.decide(first, 0)
        assert matching.holders == [0 if slot == first else EMPTY for slot in (0, 1)]


def test_separate_shortages_are_told_apart() -> None:
    matching = Matching([0, 1, 2, 3, 4], [[0], [0], [1], [1], [2]], [1, 1, 1])
    assert sorted(map(sorted, matching.short_sets())) == [[0, 1], [2, 3]]


@pytest.mark.parametrize("seed", range(3))
def test_a_large_group_keeps_its_caps(seed: int) -> None:
    chance = made_up(seed)
    tasks = [number for number in range(150) for _ in range(2)]
    eligible = [chance.sample(range(40), 6) for _ in tasks]
    matching = Matching(tasks, eligible, [8] * 40)
    demand_lawful(matching, (tasks, eligible, [8] * 40))
    assert matching.filled == 300
    for slot, officers in enumerate(eligible):
        assert any(matching.decide(slot, officer) for officer in officers)
    demand_lawful(matching, (tasks, eligible, [8] * 40))
    assert matching.filled == 300
    assert all(a != b for a, b in list(pairwise(matching.holders))[::2])
