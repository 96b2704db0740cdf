"""Everything that may stand at one door, as arrays, so that the best column for any prices is found without enumerating subsets.

A *slot* is a largest set of atoms of one site that may pairwise share a door, with the weeks in which it is one. In a slot every
department chooses its own *bundle* (a feasible set of its atoms): officer-minutes are each department's own, so the choices are
independent, and the best column of a (slot, week) is the sum of the best bundles. Nothing is missed, however many atoms there are.

A limit (tag) on atoms of one department is paid by its bundles. One over several departments is paid by slots: there is a slot for
every choice of the tags that a door carries. Beyond ``CROSSING`` such tags they are taken department by department; a department
with more than ``WIDE`` atoms at a site is cut into chunks of which only the first pays overhead: both never cost more than the
truth, so that what is computed from the arrays stays a lower bound.

*Counting resources* sharpen what officer-minutes say of whole visits: if minutes·x ≤ capacity, then ⌊minutes / L⌋·x ≤ ⌊capacity / L⌋
for every L (Chvátal–Gomory). For the commonest loads L of each resource these are taken as further resources.

Sizes: B bundles, S slots, P parts (the bundles of one department in one slot), E entries of parts, R resources, W weeks, A atoms,
T tags, U units. Everything is int64.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yicha.engines.planning.calendar import Calendar, Load
from yicha.engines.planning.enterprise import Enterprise, Group, Tag
from yicha.engines.planning.groups import cliques
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import collect, members

WIDE = 8
CROSSING = 3
COUNTED = 3  # commonest loads of a resource that are counted
CHUNK = 60_000  # entries priced at a time: bounds the memory

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Slot:
    """``parts``: the bundles of each department; ``tags``: those that a door of this slot carries."""

    unit: int
    weeks: int
    door: int
    parts: tuple[tuple[int, ...], ...]
    tags: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """``atoms`` by number; ``block``: the same as a set of the unit's atoms."""

    atoms: tuple[int, ...]
    block: int
    load: Load
    tags: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTag:
    """A limit of one unit: at most ``budget`` doors hold atoms of the set."""

    unit: int
    tag: Tag


class Lattice:
    """The arrays of some units. ``base[u]``: number of the first atom of unit u; ``sizes``: demands of each atom."""

    def __init__(self, calendar: Calendar, units: Sequence[Unit]) -> None:
        """Builds bundles and slots: linear in atoms x weeks but for cliques and the bundles of one department."""
        self.calendar, self.units = calendar, tuple(units)
        self.bundles: list[Bundle] = []
        self.slots: list[Slot] = []
        self.tags: list[UnitTag] = []
        self.coarse: set[int] = set()  # resources of departments cut into chunks
        counts = [unit.enterprise.n if unit.enterprise else 1 for unit in self.units]
        self.base = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self.owner = np.repeat(np.arange(len(counts)), counts)
        self.sizes = np.array([size for unit in self.units for size in (unit.enterprise.sizes if unit.enterprise else (1,))], np.int64)
        self._groups: dict[tuple[int, int], Group] = {}
        for u, unit in enumerate(self.units):
            if unit.enterprise:
                self._add(u, unit.enterprise)
            else:
                self._add_off_site(u, unit.patterns[0][0])
        self.counted = self._counted()
        self._freeze()

    def _add_off_site(self, u: int, group: Group) -> None:
        self.bundles.append(Bundle((int(self.base[u]),), 1, group.load))
        self.slots.append(Slot(u, group.weeks, 0, ((len(self.bundles) - 1,),)))

    def _add(self, u: int, enterprise: Enterprise) -> None:
        crossing, local = _sorted_tags(enterprise)
        numbers = {tag: len(self.tags) + i for i, tag in enumerate([*crossing, *local])}
        self.tags += [UnitTag(u, tag) for tag in numbers]
        for site in enterprise.by_site.values():
            chunks = [
                self._chunk(u, enterprise, part, first, {tag: numbers[tag] for tag in local}) for part, first in _chunks(enterprise, site)
            ]
            for block, weeks in sorted(_slots(enterprise, site).items()):
                for carried in chain.from_iterable(combinations(crossing, size) for size in range(len(crossing) + 1)):
                    self._add_slot(u, block & ~_refused(crossing, carried), weeks, chunks, tuple(numbers[tag] for tag in carried))

    def _chunk(self, u: int, enterprise: Enterprise, atoms: int, first: bool, tags: dict[Tag, int]) -> list[tuple[int, int]]:  # noqa: FBT001
        """Every feasible set of one department's atoms as a bundle; (set, number)."""
        blocks: list[int] = []
        for i in members(atoms):
            blocks += [block | 1 << i for block in [0, *blocks] if enterprise.common(block | 1 << i)]
        found = []
        for block in blocks:
            load = self.calendar.load(enterprise.demands(block), door=first)
            paid = tuple(number for tag, number in tags.items() if block & tag.atoms)
            self.bundles.append(Bundle(tuple(int(self.base[u]) + i for i in members(block)), block, load, paid))
            self.coarse |= set() if first else {row for row, _ in load}
            found.append((block, len(self.bundles) - 1))
        return found

    def _add_slot(self, u: int, block: int, weeks: int, chunks: Sequence[Sequence[tuple[int, int]]], tags: tuple[int, ...]) -> None:
        parts = [tuple(number for own, number in chunk if own & ~block == 0) for chunk in chunks]
        if block:
            self.slots.append(Slot(u, weeks, 1, tuple(part for part in parts if part), tags))

    def _counted(self) -> list[tuple[int, int]]:
        """(resource, L) of every counting resource."""
        loads = Counter((row, minutes) for bundle in self.bundles for row, minutes in bundle.load if minutes)
        commonest: dict[int, list[int]] = defaultdict(list)
        for (row, minutes), _ in sorted(loads.items(), key=lambda item: (-item[1], item[0])):
            commonest[row].append(minutes)
        return [(row, minutes) for row in sorted(commonest) for minutes in commonest[row][:COUNTED]]

    def all_loads(self, load: Load) -> Iterator[tuple[int, int]]:
        """Officer-minutes and counts: (resource, amount) over all resources."""
        yield from load
        minutes = dict(load)
        many = len(self.calendar.capacity)
        yield from ((many + i, minutes[row] // unit) for i, (row, unit) in enumerate(self.counted) if minutes.get(row, 0) >= unit)

    def with_counts(self, minutes: Ints) -> Ints:
        """Officer-minutes (R x W) and the counts that they allow."""
        rows, units = (np.array([pair[k] for pair in self.counted], np.int64) for k in range(2))
        return np.vstack([minutes, minutes[rows] // units[:, None]])

    def _freeze(self) -> None:
        resources = len(self.calendar.capacity) + len(self.counted)
        self.load = matrix(
            ((b, row, n) for b, x in enumerate(self.bundles) for row, n in self.all_loads(x.load)), len(self.bundles), resources
        )
        self.member = matrix(((b, atom, 1) for b, x in enumerate(self.bundles) for atom in x.atoms), len(self.bundles), len(self.sizes))
        self.bundle_tags = matrix(((b, tag, 1) for b, x in enumerate(self.bundles) for tag in x.tags), len(self.bundles), len(self.tags))
        self.slot_tags = matrix(((s, tag, 1) for s, x in enumerate(self.slots) for tag in x.tags), len(self.slots), len(self.tags))
        parts = [part for slot in self.slots for part in slot.parts]
        self.entries = np.array([bundle for part in parts for bundle in part], np.int64)
        self.part_start = np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)])
        self.slot_start = np.concatenate([[0], np.cumsum([len(slot.parts) for slot in self.slots], dtype=np.int64)])
        masks = np.array([slot.weeks for slot in self.slots], np.uint64)
        self.allowed = (masks[:, None] >> np.arange(self.calendar.weeks, dtype=np.uint64) & np.uint64(1)).astype(bool)
        self.slot_unit = np.array([slot.unit for slot in self.slots], np.int64)
        self.slot_door = np.array([slot.door for slot in self.slots], np.int64)

    def slot_of_entry(self) -> Ints:
        """The slot of every entry."""
        return np.asarray(np.repeat(np.arange(len(self.slots)), np.diff(self.part_start[self.slot_start])), np.int64)

    def reach(self, units: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Cells (resource x week) that some column of these units can use."""
        slots = self.slot_of_entry()
        own = np.flatnonzero(units[self.slot_unit[slots]])
        return np.asarray((self.load[self.entries[own]] > 0).T @ self.allowed[slots[own]].astype(np.int64) > 0)

    def group(self, u: int, block: int) -> Group:
        """The group of a set of a unit's atoms."""
        if (u, block) not in self._groups:
            enterprise = self.units[u].enterprise
            self._groups[u, block] = enterprise.group(block) if enterprise else self.units[u].patterns[0][0]
        return self._groups[u, block]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Runs of slots whose entries are few enough to be priced at once."""
        start = 0
        while start < len(self.slots):
            limit = self.part_start[self.slot_start[start]] + CHUNK
            stop = int(np.searchsorted(self.part_start[self.slot_start], limit, side="right")) - 1
            stop = min(max(stop, start + 1), len(self.slots))
            yield start, stop
            start = stop


def matrix(entries: Iterator[tuple[int, int, int]], rows: int, columns: int) -> sparse.csr_matrix:
    """A sparse matrix of (row, column, value)."""
    triples = list(entries)
    i, j, values = (np.array([triple[k] for triple in triples], np.int64) for k in range(3))
    return sparse.csr_matrix((values, (i, j)), (rows, columns))


def _sorted_tags(enterprise: Enterprise) -> tuple[list[Tag], list[Tag]]:
    """Tags over several departments, as many as slots can carry, and tags within one department; the rest cut by department."""
    crossing: list[Tag] = []
    local: list[Tag] = []
    for tag in dict.fromkeys(enterprise.tags):
        cut = [Tag(tag.atoms & atoms, tag.budget) for atoms in enterprise.by_department.values() if tag.atoms & atoms]
        if len(cut) > 1 and len(crossing) < CROSSING:
            crossing.append(tag)
        else:
            local += [part for part in cut if part.atoms.bit_count() > part.budget]
    return crossing, list(dict.fromkeys(local))


def _refused(crossing: Sequence[Tag], carried: Sequence[Tag]) -> int:
    mask = 0
    for tag in crossing:
        mask |= 0 if tag in carried else tag.atoms
    return mask


def _chunks(enterprise: Enterprise, site: int) -> Iterator[tuple[int, bool]]:
    """The atoms of each department at a site, in chunks of at most ``WIDE``; True for the first, which pays the overhead."""
    for atoms in enterprise.by_department.values():
        own = list(members(atoms & site))
        for start in range(0, len(own), WIDE):
            yield collect(own[start : start + WIDE]), start == 0


def _slots(enterprise: Enterprise, site: int) -> dict[int, int]:
    """Largest compatible sets of a site's atoms, and the weeks in which each is one."""
    found: dict[int, int] = defaultdict(int)
    known: dict[int, list[int]] = {}
    for week in range(enterprise.calendar.weeks):
        here = collect(i for i in members(site) if enterprise.atoms[i].weeks >> week & 1)
        if here not in known:
            known[here] = cliques(enterprise, here)
        for block in known[here]:
            found[block] |= 1 << week
    return found
