"""The linear programme over the columns found so far. It only *proposes* prices: what they prove is computed in whole numbers.

Rows: every atom is held or lost; officer-minutes, and counts where they are contested, of each cell; limits; perhaps the most
demands that may be lost. It lives as long as its columns are sought, and GLOP goes on from the basis it had: with new columns only
that is a fortieth of the iterations from nothing. So rows are there before columns need them, and nothing is scaled or simplified,
for either would make another programme of the same one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.prices import DOOR, Prices, nothing
from yicha.engines.planning.weeks import members

OPEN = 1e6  # more than any row holds
MINUTES = 64  # officer-minutes are counted by the hour in the programme: numbers near one
SEEN = 1e-7  # a share below it is none
AS_IT_IS = "use_preprocessing:false use_scaling:false"

Key = tuple[int, int, int]  # (unit, week, atoms)
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimum of the linear programme: prices, use of each column, share of each atom that is lost, value in doors."""

    prices: Prices
    use: Mapping[Key, float]
    lost: Mapping[int, float]
    value: float


class Row:
    """At most so much, at first nearly everything: GLOP stumbles over a row without bound that gets one."""

    def __init__(self, solver: pywraplp.Solver, entries: Mapping[pywraplp.Variable, float]) -> None:
        """A row that binds nobody."""
        self.own, self.most = solver.Constraint(-solver.infinity(), OPEN), OPEN
        for variable, entry in entries.items():
            self.own.SetCoefficient(variable, entry)

    def limit(self, most: float) -> bool:
        """What it may hold from now on; True if that is new."""
        if most == self.most:
            return False
        self.most = most
        self.own.SetUb(most)
        return True

    @property
    def price(self) -> float:
        """Doors that one more would save."""
        return max(0.0, -float(self.own.dual_value()))


Columns = dict[Key, Group]


class LinearProgramme:
    """Groups in weeks, each once, in the order in which they were found; the units whose atoms must be held or lost."""

    def __init__(self, lattice: Lattice) -> None:
        """Nobody yet."""
        self.lattice = lattice
        self.groups = Columns()
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._use: list[pywraplp.Variable] = []
        self._lost = [self._solver.NumVar(0.0, OPEN, "") for _ in lattice.sizes]
        self._budget = Row(self._solver, {lost: float(size) for lost, size in zip(self._lost, lattice.sizes, strict=True)})
        self._held: dict[int, pywraplp.Constraint] = {}
        self._cells: dict[int, Row] = {}
        self._tags: dict[int, Row] = {}
        self._limits: dict[int, list[int]] = defaultdict(list)
        for number, tag in enumerate(lattice.tags):
            self._limits[tag.unit].append(number)
        self._moved = True  # rows or their bounds

    def enter(self, units: Iterable[int], doors: Mapping[int, Sequence[int]] = MappingProxyType({})) -> None:
        """More units: rows for their atoms and limits, and for every cell that they can use. ``doors``: what they hold already."""
        entering = np.zeros(len(self.lattice.units), bool)
        for u in units:
            entering[u] = self._moved = True
            base, own = int(self.lattice.base[u]), doors.get(u, ())
            for atom in range(base, int(self.lattice.base[u + 1])):
                if not sum(own) >> atom - base & 1:
                    self._held[atom] = self._solver.Constraint(1.0, OPEN)
                    self._held[atom].SetCoefficient(self._lost[atom], 1.0)
            for number in self._limits[u]:
                tag = self.lattice.tags[number].tag
                self._tags[number] = Row(self._solver, {})
                self._tags[number].limit(float(tag.budget - sum(bool(block & tag.atoms) for block in own)))
        for cell in map(int, np.flatnonzero(self.lattice.reach(entering))):
            if cell not in self._cells:
                self._cells[cell] = Row(self._solver, {})

    def add(self, keys: Iterable[Key]) -> int:
        """Take in columns; how many were new."""
        before = len(self.groups)
        for key in keys:
            if key not in self.groups:
                self.groups[key] = self.lattice.group(key[0], key[2])
        return len(self.groups) - before

    def near(self, doors: float) -> list[Key]:
        """Columns that cost at most so much more than the best, at the last prices."""
        return [key for key, use in zip(self.groups, self._use, strict=False) if use.reduced_cost() <= doors]

    def _write(self) -> None:
        """The columns that have come since the last time."""
        weeks = self.lattice.calendar.weeks
        for (unit, week, block), group in islice(self.groups.items(), len(self._use), None):
            use, base = self._solver.NumVar(0.0, self._solver.infinity(), ""), int(self.lattice.base[unit])
            self._use.append(use)
            self._solver.Objective().SetCoefficient(use, float(group.door))
            for atom in members(block):
                self._held[base + atom].SetCoefficient(use, 1.0)
            for row, amount in self.lattice.all_loads(group.load):
                self._cells[row * weeks + week].own.SetCoefficient(use, amount / self._hour(row))
            for number in self._limits[unit]:
                if self.lattice.tags[number].tag.atoms & block:
                    self._tags[number].own.SetCoefficient(use, 1.0)

    def _hour(self, row: int) -> int:
        return MINUTES if row < len(self.lattice.calendar.capacity) else 1

    def solve(self, loss: float, room: Ints, counting: Bools, budget: int | None) -> Solution | None:
        """``loss``: doors per lost demand; ``room``: what every cell has; ``counting``: cells that bind; ``budget``: most demands
        lost. None if it gives up: then nothing is proposed.

        What changes rows and what changes columns is solved one after the other, for GLOP goes on only from one or the other.
        """
        for cell, row in self._cells.items():
            resource, week = divmod(cell, self.lattice.calendar.weeks)
            self._moved |= row.limit(float(room[resource, week]) / self._hour(resource) if counting[resource, week] else OPEN)
        self._moved |= self._budget.limit(OPEN if budget is None else float(budget))
        if self._moved:
            self._solved("use_dual_simplex:true")
        self._moved = False
        self._write()
        for lost, size in zip(self._lost, self.lattice.sizes, strict=True):
            self._solver.Objective().SetCoefficient(lost, loss * float(size))
        if not self._solved("use_dual_simplex:false"):
            return None
        shares = ((key, use.solution_value()) for key, use in zip(self.groups, self._use, strict=True))
        return Solution(
            prices=self._prices(loss),
            use={key: share for key, share in shares if share > SEEN},
            lost={atom: self._lost[atom].solution_value() for atom in self._held},
            value=self._solver.Objective().Value(),
        )

    def _solved(self, way: str) -> bool:
        self._solver.SetSolverSpecificParametersAsString(f"{AS_IT_IS} {way}")
        return bool(self._solver.Solve() == pywraplp.Solver.OPTIMAL)

    def _prices(self, loss: float) -> Prices:
        """In whole numbers; where losses have a budget, its price is part of what a lost demand costs."""
        prices = nothing(self.lattice, int((loss + self._budget.price) * DOOR))
        minutes = prices.minutes.ravel()
        for atom, held in self._held.items():
            prices.atoms[atom] = int(max(0.0, held.dual_value()) * DOOR)
        for cell, row in self._cells.items():
            minutes[cell] = int(row.price / self._hour(cell // self.lattice.calendar.weeks) * DOOR)
        for number, row in self._tags.items():
            prices.tags[number] = int(row.price * DOOR)
        return prices
