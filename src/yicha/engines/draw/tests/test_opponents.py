"""The same statistics for our draw and for draws that are in use: ours passes, each of theirs is rejected.

**Opponents.** *Skip sampling*, re-implemented from a provincial system: the list sorted by authority, one random start, every step-th
entry after it. *Round robin*: officers in the order of the roster, as many at a time as a visit wants. *First come*: a cover rule that is
filled from the top of the list instead of by ticket.

**Error.** A chi-square of f degrees of freedom is accepted within f ± 4·sqrt(2f), which an honest draw leaves once in some ten thousand;
the greatest |z| of 45 pairs below 4.5, which it leaves once in three thousand. Every commit looks at fixed seeds, so a row that passed
once passes always; the nightly run looks at ten times as many, in four parts.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import comb, sqrt
from random import Random

import pytest

from yicha.engines.draw.ceremony import select_lines
from yicha.engines.draw.columns import subjects_of
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.selection import Member, select_line
from yicha.engines.draw.tests.making import sid_of
from yicha.engines.draw.tests.test_uniformity import chi_square, served
from yicha.engines.draw.tickets import ticket_of
from yicha.engines.draw.types import Cell, Cover, Line, Stratum, Subject

Draw = Callable[[int, int, int], frozenset[int]]
"""(seed, how many there are, how many are drawn) → places in the list."""
SIGMAS, GREATEST = 4, 4.5
PARTS = pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.nightly) for part in (1, 2, 3, 4))])


def seeds(part: int, count: int) -> Iterable[int]:
    """Those of every commit, or a part of the night's."""
    return range(count) if part == 0 else range(part * 10**6, part * 10**6 + 5 * count // 2)


def key_of(seed: int) -> bytes:
    return hashlib.sha256(b"opponents %d" % seed).digest()


def ours(seed: int, size: int, quota: int) -> frozenset[int]:
    members = [Member(ticket_of(SHA256, key_of(seed), sid_of(n)), sid_of(n)) for n in range(size)]
    return places(select_line(Line("L", (Stratum("*", 0, 1, quota),)), members).sids)


def skip_sampling(seed: int, size: int, quota: int) -> frozenset[int]:
    step = size // quota
    return frozenset(range(Random(seed).randrange(step), size, step)[:quota])


def places(sids: Iterable[str]) -> frozenset[int]:
    return frozenset(int(sid[1:]) for sid in sids)


def fair(observed: Sequence[int], expected: float, freedom: int, shrink: float = 1.0) -> bool:
    """`shrink`: what a sum over dependent counts is too small by."""
    return abs(chi_square(observed, expected) * shrink - freedom) < SIGMAS * sqrt(2 * freedom)


def subsets_fair(draw: Draw, part: int, size: int = 6, quota: int = 3, count: int = 1200) -> bool:
    tried = seeds(part, count)
    counts = Counter(draw(seed, size, quota) for seed in tried)
    every = [frozenset(found) for found in combinations(range(size), quota)]
    return fair([counts[found] for found in every], sum(counts.values()) / len(every), len(every) - 1)


def inclusion_fair(draw: Draw, part: int, size: int = 29, quota: int = 10, count: int = 400) -> bool:
    """How often each was drawn. A sample without replacement varies by (1 - m/N)·N/(N - 1) less than independent ones."""
    drawn = [draw(seed, size, quota) for seed in seeds(part, count)]
    counts = Counter(place for found in drawn for place in found)
    return fair([counts[place] for place in range(size)], len(drawn) * quota / size, size - 1, (size - 1) / (size - quota))


def pairs_fair(draw: Draw, part: int, size: int = 10, quota: int = 4, count: int = 1200) -> bool:
    """How often each two were drawn together: the greatest deviation of all pairs."""
    drawn = [draw(seed, size, quota) for seed in seeds(part, count)]
    counts = Counter(pair for found in drawn for pair in combinations(sorted(found), 2))
    chance = comb(quota, 2) / comb(size, 2)
    scale = sqrt(len(drawn) * chance * (1 - chance))
    return max(abs(counts[pair] - len(drawn) * chance) / scale for pair in combinations(range(size), 2)) < GREATEST


TESTS = {"subsets": subsets_fair, "inclusion": inclusion_fair, "pairs": pairs_fair}


@PARTS
@pytest.mark.parametrize("name", TESTS)
def test_ours_passes(name: str, part: int) -> None:
    assert TESTS[name](ours, part)


@pytest.mark.parametrize("name", TESTS)
def test_skip_sampling_is_rejected(name: str) -> None:
    assert not TESTS[name](skip_sampling, 0)


def test_what_skip_sampling_does_to_a_county() -> None:
    """As measured in the field: of 299 firms 100 are drawn; two samples exist, a third of the firms can never be drawn."""
    samples = {skip_sampling(seed, 299, 100) for seed in range(500)}
    assert len(samples) == 2
    assert 299 - len(frozenset().union(*samples)) == 99
    mine = [ours(seed, 299, 100) for seed in range(40)]
    assert len({*mine}) == 40
    assert len(frozenset().union(*mine)) == 299


def round_robin(seed: int, officers: int, tasks: int) -> list[tuple[int | None, ...]]:
    start = Random(seed).randrange(officers)
    return [tuple((start + 2 * task + place) % officers for place in range(2)) for task in range(tasks)]


def teams_fair(serve: Callable[[int, int, int], list[tuple[int | None, ...]]], officers: int = 6, count: int = 450) -> bool:
    teams = Counter(frozenset(serve(seed, officers, 1)[0]) for seed in range(count))
    every = [frozenset(pair) for pair in combinations(range(officers), 2)]
    return fair([teams[pair] for pair in every], count / len(every), len(every) - 1)


def test_teams_of_officers_pass_and_round_robin_is_rejected() -> None:
    assert teams_fair(served)
    assert not teams_fair(round_robin)
    assert len({frozenset(team) for seed in range(200) for team in round_robin(seed, 10, 5)}) == 10, "of 45 pairs"


COVERED = Line("L", (Stratum("*", 0, 1, 2),), cover=(Cover("town=T1", 4),))
INSIDE = range(8)
"""Places of those in the town; the other sixteen are outside."""


def covered(seed: int, size: int = 24) -> frozenset[int]:
    """Two at random, then as many of the town as are wanted."""
    attributes = [("town=T1",) if n in INSIDE else () for n in range(size)]
    members = [Member(ticket_of(SHA256, key_of(seed), sid_of(n)), sid_of(n), attrs=attributes[n]) for n in range(size)]
    return places(select_line(COVERED, members).sids)


def first_come(seed: int) -> frozenset[int]:
    drawn = ours(seed, 24, 2)
    wanted = 4 - len(drawn & frozenset(INSIDE))
    return drawn | frozenset([place for place in INSIDE if place not in drawn][:wanted])


def alike_fair(draw: Callable[[int], frozenset[int]], group: Sequence[int], part: int = 0) -> bool:
    """Who holds the same attributes has the same chance, whatever the rules: counts of the group against their own mean."""
    counts = Counter(place for seed in seeds(part, 500) for place in draw(seed) if place in group)
    mean = sum(counts.values()) / len(group)
    return chi_square([counts[place] for place in group], mean) < len(group) - 1 + SIGMAS * sqrt(2 * (len(group) - 1))


@PARTS
@pytest.mark.parametrize("group", [INSIDE, range(8, 24)], ids=["inside", "outside"])
def test_under_a_cover_rule_equals_have_equal_chances(group: range, part: int) -> None:
    assert alike_fair(covered, group, part)


def test_a_cover_rule_filled_from_the_top_of_the_list_is_rejected() -> None:
    assert not alike_fair(first_come, INSIDE)


def test_lines_that_share_a_key_are_each_fair_and_overlap_as_much_as_can_be() -> None:
    """Three departments draw 3, 5 and 8 of the same twenty: eight doors instead of up to sixteen, and nobody's chance is changed."""
    lines = [Line(f"L{quota}", (Stratum("*", 0, 1, quota),)) for quota in (3, 5, 8)]
    pool = [Subject(sid_of(n), dict.fromkeys(range(3), Cell("*"))) for n in range(20)]
    counts: list[Counter[str]] = [Counter() for _ in lines]
    tried = 500
    for seed in range(tried):
        found = select_lines(SHA256, key_of(seed), lines, subjects_of(pool))
        assert found[0].sids < found[1].sids < found[2].sids
        for count, selection in zip(counts, found, strict=True):
            count.update(selection.sids)
    for count, quota in zip(counts, (3, 5, 8), strict=True):
        assert fair([count[one.sid] for one in pool], tried * quota / 20, 19, 19 / (20 - quota))
