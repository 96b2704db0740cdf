"""Covers against brute force over random families of sets and limits."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning.cover import Cover, TooHard, Value
from yicha.engines.planning.enterprise import Tag

N = 6
SETS = st.lists(st.integers(1, (1 << N) - 1), max_size=5)
SIZES = st.lists(st.integers(1, 3), min_size=N, max_size=N)
TAGS = st.lists(st.builds(Tag, st.integers(1, (1 << N) - 1), st.integers(0, 2)), max_size=3)


def partitions(atoms: list[int]) -> Iterator[list[int]]:
    if not atoms:
        yield []
        return
    head, rest = atoms[0], atoms[1:]
    for blocks in partitions(rest):
        yield [1 << head, *blocks]
        for i, block in enumerate(blocks):
            yield [*blocks[:i], block | 1 << head, *blocks[i + 1 :]]


def twin(groups: list[int], sizes: list[int], tags: list[Tag]) -> Value:
    best = Value(10**6, 0)
    for held in range(1 << N):
        lost = sum(sizes[i] for i in range(N) if not held >> i & 1)
        for blocks in partitions([i for i in range(N) if held >> i & 1]):
            feasible = all(any(block & ~group == 0 for group in groups) for block in blocks)
            if feasible and all(sum(bool(block & tag.atoms) for block in blocks) <= tag.budget for tag in tags):
                best = min(best, Value(lost, len(blocks)))
    return best


@given(SETS, SIZES, TAGS)
@settings(max_examples=150, deadline=None)
def test_least_equals_brute_force(sets: list[int], sizes: list[int], tags: list[Tag]) -> None:
    groups = sets + [1 << i for i in range(N)]
    cover = Cover(groups, sizes, tags)
    assert cover.least() == twin(groups, sizes, tags)
    assert cover.floor() <= cover.least()


@given(SETS, SIZES, TAGS)
@settings(max_examples=150, deadline=None)
def test_solutions_are_lawful_different_and_optimal(sets: list[int], sizes: list[int], tags: list[Tag]) -> None:
    groups = sets + [1 << i for i in range(N)]
    cover = Cover(groups, sizes, tags)
    least = cover.least()
    found = list(cover.solutions())
    assert len({tuple(sorted(blocks)) for blocks in found}) >= 1
    for blocks in found:
        held = sum(blocks)
        assert held.bit_count() == sum(block.bit_count() for block in blocks), "doors overlap"
        assert Value(sum(sizes[i] for i in range(N) if not held >> i & 1), len(blocks)) == least
        assert all(any(block & ~group == 0 for group in groups) for block in blocks)
        assert all(sum(bool(block & tag.atoms) for block in blocks) <= tag.budget for tag in tags)


@given(SETS, SIZES, TAGS)
@settings(max_examples=100, deadline=None)
def test_greedy_is_lawful_and_never_better(sets: list[int], sizes: list[int], tags: list[Tag]) -> None:
    groups = sets + [1 << i for i in range(N)]
    cover = Cover(groups, sizes, tags)
    blocks = cover.greedy()
    held = sum(blocks)
    assert all(sum(bool(block & tag.atoms) for block in blocks) <= tag.budget for tag in tags)
    assert Value(sum(sizes[i] for i in range(N) if not held >> i & 1), len(blocks)) >= cover.least()


def test_intervals_are_perfect() -> None:
    """For windows alone the conflict clique is the answer, so the search never branches."""
    windows = [(i, i + 3) for i in range(0, 40, 2)]
    groups = [sum(1 << i for i, (a, b) in enumerate(windows) if a <= week <= b) for week in range(45)]
    cover = Cover([group for group in groups if group], [1] * len(windows), [])
    assert cover.least() == cover.floor() == Value(0, 10)
    assert cover.nodes > 19_900


def test_the_search_gives_up_and_the_floor_still_holds() -> None:
    groups = [1 << i | 1 << j for i in range(12) for j in range(i)]
    cover = Cover(groups, [1] * 12, [Tag((1 << 12) - 1, 3)], nodes=5)
    with pytest.raises(TooHard):
        cover.least()
    assert cover.floor() <= Value(6, 3)
    assert len(cover.greedy()) == 3


def test_a_chain_of_sites_with_one_class_keeps_one() -> None:
    """Forty sites, each with the one class that the enterprise may have once."""
    cover = Cover([1 << i for i in range(40)], [1] * 40, [Tag((1 << 40) - 1, 1)])
    assert cover.least() == Value(39, 1)
