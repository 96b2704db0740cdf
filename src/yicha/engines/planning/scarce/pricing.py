"""Prices of officer-minutes, atoms and limits; the worth of columns under them; the lower bound that any prices prove.

For prices p ≥ 0 of minutes, π ≥ 0 of atoms and μ ≥ 0 of limits, a column (slot, week, bundles) has the *gain*
Σπ − p·minutes − μ(tags) − door; none gains more than the best of its slot and week. Weak duality: every programme costs at least

    Σ_units max( Σπ − gain⁺ · atoms − Σμ·budget ,  what the unit costs when minutes are free ) − p · capacity,

because a unit has no more columns than atoms; where it is better, the first term is replaced by the least cost that `exact`
finds. All sums are exact (int64; their total, which could be too large, is Python's own): the bound is the same on every machine,
and it does not matter who proposed the prices.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from yicha.engines.planning.scarce.exact import ExactCosts
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.prices import DOOR, Prices
from yicha.engines.planning.units import Unit

NEVER = -(1 << 60)


@dataclass(frozen=True, slots=True)
class Priced:
    """A run of slots under some prices: ``worth[b, w]`` of bundles, ``gain[s, w]`` of the best column."""

    start: int
    worth: Ints
    gain: Ints


def priced(lattice: Lattice, prices: Prices) -> Iterator[Priced]:
    """Every slot and week, in runs of bounded memory."""
    tags = lattice.bundle_tags @ prices.tags
    atoms = lattice.member @ prices.atoms
    carried = lattice.slot_tags @ prices.tags
    for start, stop in lattice.spans():
        parts = lattice.part_start[lattice.slot_start[start] : lattice.slot_start[stop]]
        entries = lattice.entries[parts[0] : lattice.part_start[lattice.slot_start[stop]]]
        worth = (atoms - tags)[entries][:, None] - lattice.load[entries] @ prices.minutes
        best = np.maximum(np.maximum.reduceat(worth, parts - parts[0], axis=0), 0)
        first = lattice.slot_start[start:stop]
        gain = np.add.reduceat(best, first - first[0], axis=0) - (DOOR * lattice.slot_door[start:stop] + carried[start:stop])[:, None]
        yield Priced(start, worth, np.where(lattice.allowed[start:stop], gain, NEVER))


def best_column(lattice: Lattice, run: Priced, slot: int, week: int) -> tuple[int, int] | None:
    """(unit, atoms) of the best column of a slot in a week; None when it cannot stand (too many departments or minutes)."""
    offset = lattice.part_start[lattice.slot_start[run.start]]
    chosen = []
    for part in range(lattice.slot_start[slot], lattice.slot_start[slot + 1]):
        first, last = lattice.part_start[part], lattice.part_start[part + 1]
        worth = run.worth[first - offset : last - offset, week]
        best = int(worth.argmax())
        if worth[best] > 0:
            chosen.append((-int(worth[best]), lattice.bundles[int(lattice.entries[first + best])].block))
    crowd = lattice.calendar.instance.params.departments_max
    block = 0
    for _, own in sorted(chosen)[:crowd]:
        block |= own
    unit = int(lattice.slot_unit[slot])
    return (unit, block) if block and lattice.group(unit, block).weeks >> week & 1 else None


def proven(lattice: Lattice, exact: ExactCosts, prices: Prices, capacity: Ints) -> int:
    """Lower bound on doors + loss x lost demands of all units, in 2⁻²⁰ doors."""
    own = np.maximum(exact.costs(prices), _by_prices_of_atoms(lattice, prices))
    for number, tag in enumerate(lattice.tags):
        own[tag.unit] -= prices.tags[number] * tag.tag.budget
    free = np.array([free_cost(unit, prices.loss) for unit in lattice.units], np.int64)
    return int(np.maximum(own, free).sum()) - sum(map(int, (prices.minutes * capacity).sum(axis=1)))


def _by_prices_of_atoms(lattice: Lattice, prices: Prices) -> Ints:
    """What units cost at least: the prices of their atoms, less what their best column gains as often as they have atoms."""
    prices = Prices(prices.minutes, np.minimum(prices.atoms, lattice.sizes * prices.loss), prices.tags, prices.loss)
    gain = np.zeros(len(lattice.units), np.int64)
    for run in priced(lattice, prices):
        np.maximum.at(gain, lattice.slot_unit[run.start : run.start + len(run.gain)], run.gain.max(axis=1))
    own = np.zeros(len(lattice.units), np.int64)
    np.add.at(own, lattice.owner, prices.atoms)
    return np.asarray(own - gain * np.bincount(lattice.owner, minlength=len(lattice.units)), np.int64)


def free_cost(unit: Unit, loss: int) -> int:
    """What a unit costs at least when officer-minutes are free: its minimum, or one loss more and a door less."""
    lost, doors = unit.floor
    further = DOOR * max(0, unit.bare - lost - 1) + loss * (lost + 1)
    return min(DOOR * doors + loss * lost, further) if loss >= DOOR else 0
