"""All maximal feasible sets of atoms, found by walking the weeks instead of the 2ⁿ subsets.

A feasible set has a common week, so it lies within the atoms admissible in that week; there it is a clique of "may share a
door". At most 54 weeks, few distinct sets: usually a few dozen cliques. Where a department's minutes (or the number of
departments) overflow, a clique is replaced by its maximal subsets within the limit: bin packing. Should these be too many,
some of them are built (``build``) and the cliques themselves serve the proof (``proof``): every door lies within one of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product

from yicha.engines.planning.enterprise import Enterprise
from yicha.engines.planning.weeks import collect, members

LIMIT = 600  # more maximal sets than this at one site are not all built


@dataclass(frozen=True, slots=True)
class Maximal:
    """``build``: feasible sets, all maximal ones unless they were too many; ``proof``: sets such that every door lies in one."""

    build: tuple[int, ...]
    proof: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Are all maximal feasible sets known?"""
        return self.build == self.proof


def maximal(enterprise: Enterprise) -> Maximal:
    """The maximal feasible sets of all sites, in order."""
    build: list[int] = []
    proof: list[int] = []
    for atoms in enterprise.by_site.values():
        cliques = site_cliques(enterprise, atoms)
        inside = {block for clique in cliques for block in islice(_within_limits(enterprise, clique), LIMIT + 1)}
        few = len(inside) <= LIMIT
        found = inside if few else {block for clique in cliques for block in _packing(enterprise, clique)}
        found |= {1 << i for i in members(atoms)}
        build += _largest(found)
        proof += _largest(found) if few else _largest(cliques)
    return Maximal(tuple(sorted(build)), tuple(sorted(proof)))


def site_cliques(enterprise: Enterprise, atoms: int) -> set[int]:
    """Maximal sets of pairwise compatible atoms with a common week (minutes and departments aside)."""
    here = {collect(i for i in members(atoms) if enterprise.atoms[i].weeks >> week & 1) for week in range(enterprise.calendar.weeks)}
    return set(_largest(clique for block in here for clique in cliques(enterprise, block)))


def cliques(enterprise: Enterprise, block: int) -> list[int]:
    """Maximal pairwise compatible subsets: split at an atom that clashes, into its friends and the rest without it."""
    found: set[int] = set()
    seen: set[int] = set()
    todo = [block]
    while todo:
        rest = todo.pop()
        if not rest or rest in seen:
            continue
        seen.add(rest)
        clash = next((i for i in members(rest) if (rest & ~(1 << i)) & ~enterprise.friends[i]), None)
        if clash is None:
            found.add(rest)
        else:
            todo += [rest & (enterprise.friends[clash] | 1 << clash), rest & ~(1 << clash)]
    return _largest(found)


def _largest(blocks: Iterable[int]) -> list[int]:
    """Those that lie in no other, in order."""
    kept: list[int] = []
    for block in sorted(set(blocks), key=lambda b: (-b.bit_count(), b)):
        if not any(block & ~larger == 0 for larger in kept):
            kept.append(block)
    return sorted(kept)


def _within_limits(enterprise: Enterprise, clique: int) -> Iterator[int]:
    """Maximal subsets of a clique within the limits of one visit."""
    parts = {department: clique & atoms for department, atoms in enterprise.by_department.items() if clique & atoms}
    crowd = min(enterprise.calendar.instance.params.departments_max or len(parts), len(parts))
    choices = {department: list(islice(_fillings(enterprise, atoms), LIMIT + 1)) for department, atoms in parts.items()}
    for chosen in combinations(parts, crowd):
        yield from (sum(blocks) for blocks in product(*(choices[department] for department in chosen)))


def _fillings(enterprise: Enterprise, atoms: int) -> Iterator[int]:
    """Maximal sets of one department's atoms within the minutes of a visit."""
    order = sorted(members(atoms), key=lambda i: (-enterprise.atoms[i].minutes, i))
    minutes = [enterprise.atoms[i].minutes for i in order]

    def fill(place: int, block: int, room: int, skipped: int) -> Iterator[int]:
        """``skipped``: the least minutes left out so far; if they must fit in the end, nothing maximal lies below."""
        if skipped <= room - sum(minutes[place:]):
            return
        if place == len(order):
            yield block
            return
        if minutes[place] <= room:
            yield from fill(place + 1, block | 1 << order[place], room - minutes[place], skipped)
        yield from fill(place + 1, block, room, min(skipped, minutes[place]))

    most = enterprise.calendar.instance.params.visit_minutes_max
    yield from fill(0, 0, most, most + 1)


def _packing(enterprise: Enterprise, clique: int) -> Iterator[int]:
    """Some feasible subsets that cover a clique: first-fit decreasing over its atoms."""
    bins: list[int] = []
    for i in sorted(members(clique), key=lambda i: (-enterprise.atoms[i].minutes, i)):
        place = next((b for b, block in enumerate(bins) if enterprise.within_limits(block | 1 << i)), len(bins))
        bins[place:] = [bins[place] | 1 << i, *bins[place + 1 :]] if place < len(bins) else [1 << i]
    yield from bins
