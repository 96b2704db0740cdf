"""What units cost at least under given prices: exactly for small ones, by dynamic programming over sets of atoms.

For every feasible set of atoms the cheapest week is known; then the cheapest way to hold or lose the set S is

    f(S) = min( loss of its lowest atom + f(S without it),  min over feasible T ⊆ S that hold the lowest atom of cost(T) + f(S − T) ).

Units with equally many atoms are computed together: (3ⁿ − 1) / 2 steps, each an operation on all of them. No price of atoms is
needed, so the bound is as good as the prices of minutes are, long before the linear programme has settled.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from yicha.engines.planning.calendar import Load
from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.scarce.lattice import Ints, Lattice, matrix
from yicha.engines.planning.scarce.prices import DOOR, Prices
from yicha.engines.planning.weeks import collect, members

SMALL = 9  # atoms
FAR = 1 << 60


@dataclass(frozen=True, slots=True)
class Part:
    """Atoms of a unit that are counted together. A door costs it ``door``; ``overhead``: does it pay that of its departments?"""

    unit: int
    atoms: tuple[int, ...]
    door: int
    overhead: bool
    tags: tuple[int, ...]


class ExactCosts:
    """Least costs of all units of a lattice: exact up to ``SMALL`` atoms, else by parts, never more than the truth."""

    def __init__(self, lattice: Lattice) -> None:
        """Lists every feasible set of the atoms of every part."""
        self.units = len(lattice.units)
        own_tags: dict[int, list[int]] = defaultdict(list)
        for number, tag in enumerate(lattice.tags):
            own_tags[tag.unit].append(number)
        by_size: dict[int, list[Part]] = defaultdict(list)
        for u in range(self.units):
            for part in _parts(lattice, u, own_tags[u]):
                by_size[len(part.atoms)].append(part)
        self.tables = [Table(lattice, by_size[n], n) for n in sorted(by_size)]

    def costs(self, prices: Prices) -> Ints:
        """What each unit costs at least: doors, lost demands, minutes and limits at these prices."""
        total = np.zeros(self.units, np.int64)
        for table in self.tables:
            np.add.at(total, table.units, table.costs(prices))
        return total


def _parts(lattice: Lattice, u: int, tags: Sequence[int]) -> Iterator[Part]:
    """A small unit is one part. Of a large one departments stay together, for their overheads; its parts share the cost of a door,
    and each limit is paid by the part that has most of it.
    """
    enterprise = lattice.units[u].enterprise
    if enterprise is None or enterprise.n <= SMALL:
        yield Part(u, tuple(range(enterprise.n if enterprise else 1)), DOOR, overhead=True, tags=tuple(tags))
        return
    bins: list[list[int]] = []
    extra: list[list[int]] = []
    for atoms in sorted(enterprise.by_department.values(), key=lambda atoms: (-atoms.bit_count(), atoms)):
        own = list(members(atoms))
        extra += [own[i : i + SMALL] for i in range(SMALL, len(own), SMALL)]
        place = next((part for part in bins if len(part) + len(own[:SMALL]) <= SMALL), None)
        if place is None:
            bins.append(place := [])
        place += own[:SMALL]
    payer = {t: max(range(len(bins)), key=lambda b: (lattice.tags[t].tag.atoms & collect(bins[b])).bit_count()) for t in tags}
    for b, part in enumerate(bins):
        yield Part(u, tuple(sorted(part)), DOOR // len(bins), overhead=True, tags=tuple(t for t in tags if payer[t] == b))
    yield from (Part(u, tuple(part), 0, overhead=False, tags=()) for part in extra)


class Table:
    """Parts of n atoms each. Arrays over the K feasible sets: ``part`` (place in ``units``), ``block``, ``load`` (K x R), …"""

    def __init__(self, lattice: Lattice, parts: Sequence[Part], n: int) -> None:
        """Every feasible set of every part."""
        self.n = n
        self.units = np.array([part.unit for part in parts], np.int64)
        self.sizes = np.array([[lattice.sizes[lattice.base[part.unit] + i] for i in part.atoms] for part in parts], np.int64)
        sets = [(p, block, group) for p, part in enumerate(parts) for block, group in _groups(lattice, part)]
        self.part = np.array([p for p, _, _ in sets], np.int64)
        self.block = np.array([block for _, block, _ in sets], np.int64)
        self.door = np.array([group.door * parts[p].door for p, _, group in sets], np.int64)
        loads = (
            (k, row, amount) for k, (p, _, group) in enumerate(sets) for row, amount in lattice.all_loads(_load(lattice, parts[p], group))
        )
        self.load = matrix(loads, len(sets), lattice.load.shape[1])
        paid = ((k, t, 1) for k, (p, _, group) in enumerate(sets) for t in parts[p].tags if lattice.tags[t].tag.atoms & group.block)
        self.tags = matrix(paid, len(sets), len(lattice.tags))
        masks = np.array([group.weeks for _, _, group in sets], np.uint64)
        self.allowed = (masks[:, None] >> np.arange(lattice.calendar.weeks, dtype=np.uint64) & np.uint64(1)).astype(bool)

    def costs(self, prices: Prices) -> Ints:
        """The least cost of each part."""
        weeks = np.where(self.allowed, self.load @ prices.minutes, FAR)
        known = np.full((len(self.units), 1 << self.n), FAR)
        known[self.part, self.block] = weeks.min(axis=1) + self.door + self.tags @ prices.tags
        least = np.zeros_like(known)
        for whole in range(1, 1 << self.n):
            low = whole & -whole
            rest = whole ^ low
            least[:, whole] = prices.loss * self.sizes[:, low.bit_length() - 1] + least[:, rest]
            for part in _subsets(rest):
                np.minimum(least[:, whole], known[:, part | low] + least[:, rest ^ part], out=least[:, whole])
        return np.asarray(least[:, -1], np.int64)


def _subsets(mask: int) -> Iterator[int]:
    part = mask
    while part:
        yield part
        part = (part - 1) & mask
    yield 0


def _groups(lattice: Lattice, part: Part) -> Iterator[tuple[int, Group]]:
    """Every feasible set of a part's atoms: as a set of the part, and as a group."""
    enterprise = lattice.units[part.unit].enterprise
    found: list[tuple[int, int]] = [(0, 0)]
    for i, atom in enumerate(part.atoms):
        wider = [(own | 1 << i, block | 1 << atom) for own, block in found]
        found += [(own, block) for own, block in wider if enterprise is None or enterprise.common(block)]
    yield from ((own, lattice.group(part.unit, block)) for own, block in found[1:])


def _load(lattice: Lattice, part: Part, group: Group) -> Load:
    if part.overhead:
        return group.load
    demands = (lattice.calendar.instance.demands[demand] for demand in group.demands)
    return lattice.calendar.load(demands, door=False)
