"""Certificates (证书): demands of one subject that pairwise can never share a door prove that as many doors are needed.

Anybody can check one by eye. For plain windows a certificate of full size always exists: interval graphs are perfect.
"""

from collections.abc import Iterable, Iterator

from yicha.engines.planning.enterprise import Enterprise
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import members

PATIENCE = 5_000  # steps of the search for one certificate; without one the number of doors still stands, proven by search


def certificates(units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """Per subject with several doors: the certificate, where one of full size was found."""
    found = {subject: demands for unit in units if unit.bare > 1 for subject, demands in _of_unit(unit)}
    return {subject: found[subject] for subject in sorted(found)}


def _of_unit(unit: Unit) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A full certificate of a unit: those of its sites together prove all its doors."""
    if unit.enterprise is None:
        return
    chosen = {site: largest_conflict(unit.enterprise, atoms) for site, atoms in unit.enterprise.by_site.items()}
    if sum(map(len, chosen.values())) == unit.bare:
        for site, atoms in chosen.items():
            if len(atoms) > 1:
                yield site, tuple(sorted(unit.enterprise.atoms[i].demands[0].id for i in atoms))


def largest_conflict(enterprise: Enterprise, site: int) -> tuple[int, ...]:
    """A largest set of atoms of a site that pairwise cannot share a door: branch and bound, given up after ``PATIENCE`` steps."""
    best: tuple[int, ...] = ()
    steps = PATIENCE

    def grow(chosen: tuple[int, ...], rest: int) -> None:
        nonlocal best, steps
        steps -= 1
        best = max(best, chosen, key=len)
        for i in members(rest):
            if steps < 0 or len(chosen) + rest.bit_count() <= len(best):
                return
            rest &= ~(1 << i)
            grow((*chosen, i), rest & ~enterprise.friends[i])

    grow((), site)
    return best
