"""Is it fair? Chi-square over fixed seeds, and the same tests must reject draws that are not.

Bounds: for df degrees of freedom the sum lies within df ± 4·sqrt(2·df) except once in some ten thousand; the seeds are
fixed, so a row that passes once passes always.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import comb, sqrt

import pytest

from yicha.engines.draw.assignment import assign
from yicha.engines.draw.hashing import SHA256, SM3, Suite
from yicha.engines.draw.officers import officer_row
from yicha.engines.draw.selection import Member, select_line
from yicha.engines.draw.tasks import Staff, Task
from yicha.engines.draw.tests.making import YEAR, sid_of
from yicha.engines.draw.tickets import ticket_of
from yicha.engines.draw.types import Line, Officer, Slot, Stratum

Ticket = Callable[[bytes, str], int]


def key_of(seed: int) -> bytes:
    return hashlib.sha256(b"uniformity %d" % seed).digest()


def honest(key: bytes, sid: str) -> int:
    return ticket_of(SHA256, key, sid)


def chi_square(observed: Iterable[int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in observed)


def is_fair(observed: Sequence[int], expected: float, freedom: int) -> bool:
    return abs(chi_square(observed, expected) - freedom) < 4 * sqrt(2 * freedom)


def drawn(ticket: Ticket, key: bytes, size: int, quota: int) -> frozenset[str]:
    members = [Member(ticket(key, sid_of(n)), sid_of(n)) for n in range(size)]
    return select_line(Line("L", (Stratum("*", 0, 1, quota),)), members).sids


def all_subsets_fair(ticket: Ticket, seeds: int = 3500) -> bool:
    """7 choose 3 = 35 subsets, each as often as any other."""
    counts = Counter(drawn(ticket, key_of(seed), 7, 3) for seed in range(seeds))
    subsets = [frozenset(map(sid_of, subset)) for subset in combinations(range(7), 3)]
    assert set(counts) <= set(subsets)
    return is_fair([counts[subset] for subset in subsets], seeds / 35, 34)


@pytest.mark.parametrize("suite", [SHA256, SM3], ids=lambda suite: suite.name)
def test_every_subset_is_equally_likely(suite: Suite) -> None:
    assert all_subsets_fair(lambda key, sid: ticket_of(suite, key, sid))


def by_number(key: bytes, sid: str) -> int:
    """Sorted by the list: the seed is only a start (the draw that was measured in the field)."""
    return (int(sid[1:]) - int.from_bytes(key[:8], "big")) % 7


def remainder(key: bytes, sid: str) -> int:
    """Mod-bias: one digit of the ticket, taken modulo, ties by the list."""
    return honest(key, sid) % 16 % 10


def cut_short(key: bytes, sid: str) -> int:
    """Two bits of the ticket: ties go to the earlier number."""
    return honest(key, sid) >> 254


def leaning(key: bytes, sid: str) -> int:
    """One subject's ticket is three tenths higher than it should be."""
    return honest(key, sid) * (13 if sid == sid_of(3) else 10)


@pytest.mark.parametrize("ticket", [by_number, remainder, cut_short, leaning])
def test_a_biased_draw_is_rejected(ticket: Ticket) -> None:
    assert not all_subsets_fair(ticket)


@pytest.mark.parametrize(("size", "quota"), [(20, 3), (50, 25)])
def test_everybody_is_drawn_as_often_as_anybody(size: int, quota: int) -> None:
    """First-order inclusion; the counts of a sample without replacement vary by the factor (1 - m/N)·N/(N - 1) less."""
    seeds = 800
    counts = Counter(sid for seed in range(seeds) for sid in drawn(honest, key_of(seed), size, quota))
    assert len(counts) == size
    expected = seeds * quota / size
    adjusted = chi_square(counts.values(), expected) * (size - 1) / (size - quota)
    assert abs(adjusted - (size - 1)) < 4 * sqrt(2 * (size - 1))


def test_every_pair_is_drawn_together_as_often_as_any() -> None:
    size, quota, seeds = 12, 4, 3000
    counts = Counter(pair for seed in range(seeds) for pair in combinations(sorted(drawn(honest, key_of(seed), size, quota)), 2))
    pairs = comb(size, 2)
    chance = comb(quota, 2) / pairs
    scores = [(counts[pair] - seeds * chance) / sqrt(seeds * chance * (1 - chance)) for pair in combinations(map(sid_of, range(size)), 2)]
    assert len(counts) == pairs
    assert max(map(abs, scores)) < 4
    assert abs(sum(scores) / pairs) < 0.05


def test_tickets_are_spread_evenly() -> None:
    """Kolmogorov-Smirnov: the critical value at one in ten thousand is 2.23/sqrt(n)."""
    n = 4000
    spread = sorted(honest(key_of(0), sid_of(number)) / 2**256 for number in range(n))
    assert max(max(abs(x - k / n), abs(x - (k + 1) / n)) for k, x in enumerate(spread)) < 2.23 / sqrt(n)


def test_weights_draw_close_to_their_proportion() -> None:
    """Sequential Poisson sampling: weight 3 comes about three times as often as weight 1."""
    seeds, line = 600, Line("L", (Stratum("*", 0, 1, 8),))
    heavy = 0
    for seed in range(seeds):
        members = [Member(honest(key_of(seed), sid_of(n)), sid_of(n), weight=3 if n < 30 else 1) for n in range(120)]
        heavy += sum(choice.member.weight == 3 for choice in select_line(line, members).choices)
    assert 0.46 < heavy / (8 * seeds) < 0.54


def served(seed: int, officers: int, tasks: int) -> list[tuple[int | None, ...]]:
    rows = sorted(officer_row(SHA256, bytes([n] * 16), Officer(f"O{n}", "D", 1500)) for n in range(officers))
    asked = [Task(f"V{n}", f"S{n}", 0, "", (Slot("D", 60), Slot("D", 60))) for n in range(tasks)]
    return [places for _, places in assign(SHA256, key_of(seed), asked, Staff(rows, {0: YEAR})).tasks]


def test_officers_with_equal_records_are_treated_equally() -> None:
    seeds, officers = 700, 6
    first, pairs, load = Counter[int | None](), Counter[frozenset[int | None]](), Counter[int | None]()
    for seed in range(seeds):
        outcome = served(seed, officers, 2)
        first[outcome[0][0]] += 1
        pairs[frozenset(outcome[0])] += 1
        load.update(place for places in outcome for place in places)
    assert is_fair(list(first.values()), seeds / officers, officers - 1)
    assert len(pairs) == comb(officers, 2)
    assert is_fair(list(pairs.values()), seeds / len(pairs), len(pairs) - 1)
    assert is_fair(list(load.values()), seeds * 4 / officers, officers - 1)


SHAPES = ((30, 1), (100, 2), (300, 30), (500, 250), (1000, 10))


@pytest.mark.nightly
@pytest.mark.parametrize(("size", "quota"), SHAPES)
def test_uniformity_over_four_thousand_seeds(size: int, quota: int) -> None:
    """quality.md G2: chi-square per degree of freedom 0.9–1.1, everybody drawn at least once."""
    seeds = 4000
    counts = Counter(sid for seed in range(seeds) for sid in drawn(honest, key_of(seed), size, quota))
    assert len(counts) == size
    adjusted = chi_square(counts.values(), seeds * quota / size) * (size - 1) / (size - quota)
    assert abs(adjusted / (size - 1) - 1) < max(0.1, 4 * sqrt(2 / (size - 1)))
