"""The linear programme over the columns found so far, solved by HiGHS (through SciPy), which only *proposes* prices.

Rows: every atom is held or lost; officer-minutes, and counts where they are contested, of each cell; limits; perhaps the most
demands that may be lost. Columns are kept as arrays of entries, so that a programme of 40,000 columns is put together at once.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.prices import DOOR, Prices, nothing
from yicha.engines.planning.weeks import members

MINUTES = 64  # officer-minutes are counted by the hour in the programme: numbers near one
OPTIMAL = 0
SEEN = 1e-7  # a share below it is none

Key = tuple[int, int, int]  # (unit, week, atoms)
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rows = tuple[Ints, Ints, Floats, int]  # row, column and value of entries; how many rows


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimum of the linear programme: prices, use of each column, share of each atom that is lost, value in doors."""

    prices: Prices
    use: Mapping[Key, float]
    lost: Floats
    value: float


@dataclass
class Entries:
    """(row, column, value), one after the other."""

    row: "array[int]" = field(default_factory=lambda: array("q"))
    column: "array[int]" = field(default_factory=lambda: array("q"))
    value: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, row: int, column: int, value: int) -> None:
        """One more."""
        self.row.append(row)
        self.column.append(column)
        self.value.append(value)

    def arrays(self) -> tuple[Ints, Ints, Ints]:
        """Copies of all."""
        return np.array(self.row, np.int64), np.array(self.column, np.int64), np.array(self.value, np.int64)


class Columns:
    """Groups in weeks, each once, in the order in which they were found."""

    def __init__(self, lattice: Lattice) -> None:
        """None yet."""
        self.lattice = lattice
        self.groups: dict[Key, Group] = {}
        self.atoms, self.cells, self.tags = Entries(), Entries(), Entries()
        self._limits: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, tag in enumerate(lattice.tags):
            self._limits[tag.unit].append((number, tag.tag.atoms))

    def add(self, keys: Iterable[Key]) -> int:
        """Take in columns; how many were new."""
        before = len(self.groups)
        for key in keys:
            if key not in self.groups:
                self._add(key, self.lattice.group(key[0], key[2]))
        return len(self.groups) - before

    def _add(self, key: Key, group: Group) -> None:
        unit, week, block = key
        column, weeks, base = len(self.groups), self.lattice.calendar.weeks, int(self.lattice.base[unit])
        self.groups[key] = group
        for atom in members(block):
            self.atoms.add(base + atom, column, 1)
        for row, amount in self.lattice.all_loads(group.load):
            self.cells.add(row * weeks + week, column, amount)
        for number, atoms in self._limits[unit]:
            if atoms & block:
                self.tags.add(number, column, 1)


class LinearProgramme:
    """``inside``: the units whose atoms must be held or lost. ``room``: what every cell has. ``counting``: cells that have a row."""

    def __init__(self, columns: Columns, inside: Sequence[int], room: Ints, counting: Bools, budget: int | None) -> None:
        """``budget``: the most demands that may be lost, if there is such a limit."""
        self.columns, self.budget, lattice = columns, budget, columns.lattice
        self.real = len(lattice.calendar.capacity)
        spans = [np.arange(lattice.base[u], lattice.base[u + 1]) for u in inside]
        self.atoms = np.concatenate(spans).astype(np.int64) if spans else np.zeros(0, np.int64)
        chosen = np.isin([tag.unit for tag in lattice.tags], inside)
        self.tags = np.flatnonzero(chosen)
        self.cells = np.unique(columns.cells.arrays()[0])
        self.cells = self.cells[counting.ravel()[self.cells]]
        self.room = room.ravel()[self.cells]

    def _parts(self) -> list[tuple[Rows, Floats]]:
        """The rows of each kind with their right-hand sides."""
        many = len(self.columns.groups)
        held = _placed(self.columns.atoms, self.atoms, -np.ones(len(self.atoms)))
        own = np.arange(len(self.atoms))
        lost = (
            np.concatenate([held[0], own]),
            np.concatenate([held[1], many + own]),
            np.concatenate([held[2], -np.ones(len(own))]),
            held[3],
        )
        scale = np.where(self.cells < self.real * self.columns.lattice.calendar.weeks, 1 / MINUTES, 1.0)
        budgets = np.array([self.columns.lattice.tags[t].tag.budget for t in self.tags], np.float64)
        parts: list[tuple[Rows, Floats]] = [
            (lost, -np.ones(len(own))),
            (_placed(self.columns.cells, self.cells, scale), np.asarray(self.room * scale, np.float64)),
            (_placed(self.columns.tags, self.tags, np.ones(len(self.tags))), budgets),
        ]
        if self.budget is not None:
            sizes = self.columns.lattice.sizes[self.atoms].astype(np.float64)
            parts.append(((np.zeros_like(own), many + own, sizes, 1), np.array([float(self.budget)])))
        return parts

    def solve(self, loss: float) -> Solution | None:
        """By the dual simplex of HiGHS; ``loss``: doors per lost demand. None if it gives up: then nothing is proposed."""
        parts, many = self._parts(), len(self.columns.groups)
        starts = np.concatenate([[0], np.cumsum([rows[3] for rows, _ in parts])])
        rows = np.concatenate([part[0] + start for (part, _), start in zip(parts, starts, strict=False)])
        columns, values = (np.concatenate([part[k] for part, _ in parts]) for k in (1, 2))
        matrix = sparse.csr_matrix((values, (rows, columns)), (int(starts[-1]), many + len(self.atoms)))
        doors = [float(group.door) for group in self.columns.groups.values()]
        cost = np.concatenate([doors, self.columns.lattice.sizes[self.atoms] * loss])
        found = linprog(cost, A_ub=matrix, b_ub=np.concatenate([right for _, right in parts]), method="highs-ds")
        if found.status != OPTIMAL:
            return None
        keys = list(self.columns.groups)
        return Solution(
            prices=self._prices(np.split(np.maximum(-found.ineqlin.marginals, 0), starts[1:-1]), loss),
            use={keys[j]: float(found.x[j]) for j in np.flatnonzero(found.x[:many] > SEEN)},
            lost=found.x[many:],
            value=float(found.fun),
        )

    def _prices(self, duals: Sequence[Floats], loss: float) -> Prices:
        """In whole numbers; where losses have a budget, its price is part of what a lost demand costs."""
        extra = float(duals[3][0]) if self.budget is not None else 0.0
        prices = nothing(self.columns.lattice, int((loss + extra) * DOOR))
        hours = np.where(self.cells < self.real * self.columns.lattice.calendar.weeks, MINUTES, 1)
        prices.atoms[self.atoms] = (duals[0] * DOOR).astype(np.int64)
        prices.minutes.ravel()[self.cells] = (duals[1] / hours * DOOR).astype(np.int64)
        prices.tags[self.tags] = (duals[2] * DOOR).astype(np.int64)
        return prices


def _placed(entries: Entries, numbers: Ints, scale: Floats) -> Rows:
    """The entries whose row is one of these numbers (ascending), by its place among them, scaled."""
    row, column, value = entries.arrays()
    place = np.searchsorted(numbers, row)
    kept = np.flatnonzero((place < len(numbers)) & (numbers[np.minimum(place, len(numbers) - 1)] == row)) if len(numbers) else place[:0]
    return place[kept], column[kept], value[kept] * scale[place[kept]], len(numbers)
