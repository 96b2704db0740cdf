"""Chance: the same for the same labels, fair enough, and one stream never moves another."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.demo.county.chance import Chance


def test_the_stream_is_known() -> None:
    chance = Chance("青禾", "firm", 7)
    assert [chance.below(1000) for _ in range(6)] == [128, 477, 269, 936, 75, 35]


@given(st.integers(1, 10**6), st.text(max_size=8))
def test_numbers_stay_below_their_bound(bound: int, label: str) -> None:
    chance = Chance(label)
    assert all(0 <= chance.below(bound) < bound for _ in range(5))


@given(st.integers(-50, 50), st.integers(0, 50))
def test_both_ends_are_possible(low: int, width: int) -> None:
    chance = Chance(low, width)
    assert all(low <= chance.between(low, low + width) <= low + width for _ in range(5))


def test_labels_do_not_run_into_each_other() -> None:
    assert Chance("a", "b").below(2**63) != Chance("a", "c").below(2**63)
    assert Chance("ab").below(2**63) != Chance("a", "b").below(2**63)


def test_drawing_more_here_changes_nothing_there() -> None:
    first, other = Chance("s", 1), Chance("s", 2)
    expected = other.below(10**9)
    first.below(5)
    first.below(5)
    assert Chance("s", 2).below(10**9) == expected


def test_shares_come_out() -> None:
    chance = Chance("shares")
    assert sum(chance.percent(30) for _ in range(4000)) == pytest.approx(1200, abs=120)
    assert not any(Chance("never", n).percent(0) for n in range(200))
    assert all(Chance("always", n).percent(100) for n in range(200))


def test_weights_come_out() -> None:
    chance = Chance("weights")
    found = Counter(chance.weighted({"a": 6, "b": 3, "c": 0, "d": 1}) for _ in range(4000))
    assert found["c"] == 0
    assert [found[key] for key in "abd"] == [pytest.approx(expected, abs=150) for expected in (2400, 1200, 400)]


@given(st.lists(st.integers(), max_size=20, unique=True), st.integers(0, 25))
def test_some_are_different_and_keep_their_order(choices: list[int], count: int) -> None:
    chosen = Chance("some", len(choices), count).some(choices, count)
    assert len(chosen) == min(count, len(choices))
    assert chosen == [choice for choice in choices if choice in set(chosen)]


def test_some_chooses_everybody_equally_often() -> None:
    found = Counter(choice for n in range(3000) for choice in Chance("fair", n).some("abcdef", 2))
    assert all(times == pytest.approx(1000, abs=110) for times in found.values())
