"""The linear programme over the columns found so far, and column generation.

Rows: every atom is held or lost; officer-minutes of each (resource, week); limits. Only units that can use a *contested*
(resource, week) are in it, at first those cells that lack room for a unit that pays; a cell whose price becomes positive is
contested too and draws in its users, so that in the end nobody outside pays anything. HiGHS (through SciPy) only *proposes*
prices: what they prove is computed in whole numbers by `pricing.proven`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from yicha.engines.planning.board import Board, Placed
from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.scarce.exact import ExactCosts
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.prices import DOOR, Prices, nothing
from yicha.engines.planning.scarce.pricing import best_column, free_cost, priced, proven
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import members

ROUNDS = 40
IDLE = 4  # rounds without a better bound
STEP = 20  # per cent of the way from the best prices to the last ones
MOST = 6  # columns of one slot in one round
MINUTES = 64  # officer-minutes are counted by the hour in the programme: numbers near one
SEEN = 1e-7  # a price below it is none

Cell = tuple[int, int]  # (resource, week)
Key = tuple[int, int, int]  # (unit, week, atoms)


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimum of the linear programme: prices, use of each column, share of each atom that is lost, value in doors."""

    prices: Prices
    use: Mapping[Key, float]
    lost: NDArray[np.float64]
    value: float


class Master:
    """``capacity``: officer-minutes per cell without the fixed visits; ``placed``: where the units stand."""

    def __init__(self, lattice: Lattice, board: Board, taken: Ints, contested: Iterable[Cell]) -> None:
        """``taken``: officer-minutes of the fixed visits."""
        self.lattice, self.exact = lattice, ExactCosts(lattice)
        self.minutes = np.maximum(np.array(board.calendar.capacity, np.int64) - taken, 0)
        self.used = np.array(board.used, np.int64) - taken
        self.placed: dict[int, Placed] = {u: board.placed[unit.key] for u, unit in enumerate(lattice.units)}
        self.columns: dict[Key, Group] = {}
        self.contested: set[Cell] = set()
        self.inside: list[int] = []
        self.widen(contested)

    def widen(self, cells: Iterable[Cell]) -> None:
        """More contested cells: their users enter; of their capacity only what whole visits can fill is counted."""
        fresh = self.real(cells) - self.contested
        self.contested |= fresh
        for row, week in sorted(fresh):
            if row not in self.lattice.coarse:
                self.minutes[row, week] = fillable(int(self.minutes[row, week]), self._loads(row, week))
        known = set(self.inside)
        self.inside = sorted(known | self._users(fresh))
        self.add((u, week, group.block) for u in self.inside if u not in known for group, week in self.placed[u])

    def real(self, cells: Iterable[Cell]) -> set[Cell]:
        """The cells with those of counting resources replaced by what they count."""
        real = len(self.minutes)
        return {(row if row < real else self.lattice.counted[row - real][0], week) for row, week in cells}

    @property
    def capacity(self) -> Ints:
        """Officer-minutes and counts of every cell."""
        return self.lattice.with_counts(self.minutes)

    def _loads(self, row: int, week: int) -> Counter[int]:
        """Officer-minutes that one door may take of a cell, and how many bundles take so much."""
        lattice = self.lattice
        here = np.unique(lattice.entries[lattice.allowed[self._slot_of_entry(), week]])
        return Counter(int(minutes) for minutes in lattice.load[here, row].toarray().ravel() if minutes)

    def _slot_of_entry(self) -> Ints:
        lattice = self.lattice
        return np.asarray(np.repeat(np.arange(len(lattice.slots)), np.diff(lattice.part_start[lattice.slot_start])), np.int64)

    def _users(self, cells: Iterable[Cell]) -> set[int]:
        """Units that can use one of the cells, and those that must lose something whatever happens."""
        lattice = self.lattice
        grid = np.zeros((lattice.load.shape[1], lattice.calendar.weeks), np.int64)
        for row, week in cells:
            grid[row, week] = 1
        touches = ((lattice.load > 0).astype(np.int64) @ grid)[lattice.entries] > 0
        slots = self._slot_of_entry()
        hits = slots[(touches & lattice.allowed[slots]).any(axis=1)]
        return {int(u) for u in np.unique(lattice.slot_unit[hits])}

    def add(self, keys: Iterable[Key]) -> int:
        """Take in columns; how many were new."""
        before = len(self.columns)
        for unit, week, block in keys:
            self.columns.setdefault((unit, week, block), self.lattice.group(unit, block))
        return len(self.columns) - before

    def room(self) -> Ints:
        """Officer-minutes that the units outside leave where they stand."""
        own = np.zeros_like(self.minutes)
        for u in self.inside:
            for group, week in self.placed[u]:
                for row, minutes in group.load:
                    own[row, week] += minutes
        return np.asarray(np.maximum(self.minutes - (self.used - own), 0), np.int64)

    def dear(self, prices: Prices) -> set[Cell]:
        """Cells with a price that are not contested yet."""
        return self.real(cells_of(prices)) - self.contested

    def outside(self) -> list[Unit]:
        """The units that the linear programme leaves out."""
        inside = set(self.inside)
        return [unit for u, unit in enumerate(self.lattice.units) if u not in inside]

    def reachable(self, solution: Solution, budget: int | None) -> int:
        """What these columns would prove if none were missing, in 2⁻²⁰ doors; losses within the budget are taken off."""
        outside = self.outside()
        value = int(solution.value * DOOR) + sum(free_cost(unit, solution.prices.loss) for unit in outside)
        if budget is None:
            return value
        forced = sum(unit.floor.lost for unit in outside)
        return value - solution.prices.loss * forced - DOOR * (budget - forced)

    def solve(self, loss: float, budget: int | None = None, *, strict: bool = False) -> Solution:
        """Optimum over the present columns. ``loss``: doors per lost demand. ``budget``: lost demands cost one door each, but no
        more than so many may be lost. ``strict``: units outside stay where they are, instead of using nothing.
        """
        room = self.lattice.with_counts(self.room() if strict else self.minutes)
        own = None if budget is None else budget - sum(unit.floor.lost for unit in self.outside())
        return _Programme(self, room, own).solve(loss)

    def improving(self, prices: Prices, least: int = 1, most: int = MOST) -> Iterator[Key]:
        """For units inside: the best columns of each slot that gain at least so much."""
        inside = np.zeros(len(self.lattice.units), bool)
        inside[self.inside] = True
        for run in priced(self.lattice, prices):
            slots = np.arange(run.start, run.start + len(run.gain))
            hits = np.flatnonzero((run.gain.max(axis=1) >= least) & inside[self.lattice.slot_unit[slots]])
            weeks = np.argsort(-run.gain[hits], axis=1, kind="stable")[:, :most]
            for hit, chosen in zip(hits, weeks, strict=True):
                for week in chosen[run.gain[hit, chosen] >= least]:
                    if found := best_column(self.lattice, run, int(slots[hit]), int(week)):
                        yield found[0], int(week), found[1]


class _Programme:
    """One linear programme: columns, then a variable per atom for its loss."""

    def __init__(self, master: Master, room: Ints, budget: int | None) -> None:
        lattice = master.lattice
        self.master, self.keys, self.budget = master, list(master.columns), budget
        self.groups = list(master.columns.values())
        self.atoms = [a for u in master.inside for a in range(int(lattice.base[u]), int(lattice.base[u + 1]))]
        inside = set(master.inside)
        self.tags = [t for t, tag in enumerate(lattice.tags) if tag.unit in inside]
        self.loads = [self._loads(group, week) for (_, week, _), group in zip(self.keys, self.groups, strict=True)]
        self.cells = sorted({cell for loads in self.loads for cell, _ in loads})
        self.right = [-1.0] * len(self.atoms) + [float(room[cell]) / self._scale(cell) for cell in self.cells]
        self.right += [float(lattice.tags[t].tag.budget) for t in self.tags]
        self.right += [] if budget is None else [float(budget)]

    def _loads(self, group: Group, week: int) -> list[tuple[Cell, int]]:
        """What a column takes of each cell; counts only where the cell is contested."""
        real, contested = len(self.master.minutes), self.master.contested
        loads = ((row, amount) for row, amount in self.master.lattice.all_loads(group.load))
        counted = self.master.lattice.counted
        return [((row, week), amount) for row, amount in loads if row < real or (counted[row - real][0], week) in contested]

    def _scale(self, cell: Cell) -> int:
        return MINUTES if cell[0] < len(self.master.minutes) else 1

    def _entries(self) -> Iterator[tuple[int, int, float]]:
        """(row, column, value) of the constraints."""
        lattice, many = self.master.lattice, len(self.keys)
        place = {atom: i for i, atom in enumerate(self.atoms)}
        cell = {cell: len(self.atoms) + i for i, cell in enumerate(self.cells)}
        by_unit: dict[int, list[tuple[int, int]]] = {}
        for i, t in enumerate(self.tags):
            by_unit.setdefault(lattice.tags[t].unit, []).append((len(self.atoms) + len(self.cells) + i, lattice.tags[t].tag.atoms))
        for j, (unit, _, block) in enumerate(self.keys):
            base = int(lattice.base[unit])
            yield from ((place[base + i], j, -1.0) for i in range(block.bit_length()) if block >> i & 1)
            yield from ((cell[own], j, amount / self._scale(own)) for own, amount in self.loads[j])
            yield from ((row, j, 1.0) for row, atoms in by_unit.get(unit, ()) if atoms & block)
        yield from ((i, many + i, -1.0) for i in range(len(self.atoms)))
        if self.budget is not None:
            yield from ((len(self.right) - 1, many + i, float(lattice.sizes[a])) for i, a in enumerate(self.atoms))

    def solve(self, loss: float) -> Solution:
        """By the dual simplex of HiGHS."""
        lattice, many = self.master.lattice, len(self.keys)
        rows, columns, values = (np.array(list(part)) for part in zip(*self._entries(), strict=True))
        matrix = sparse.csr_matrix((values, (rows.astype(np.int64), columns.astype(np.int64))), (len(self.right), many + len(self.atoms)))
        cost = np.concatenate([[float(group.door) for group in self.groups], lattice.sizes[self.atoms] * loss])
        found = linprog(cost, A_ub=matrix, b_ub=self.right, method="highs-ds")
        duals = np.maximum(-found.ineqlin.marginals, 0)
        extra = float(duals[-1]) if self.budget is not None else 0.0
        return Solution(
            prices=self._prices(duals, loss + extra),
            use={key: float(x) for key, x in zip(self.keys, found.x, strict=False) if x > SEEN},
            lost=found.x[many:],
            value=float(found.fun),
        )

    def _prices(self, duals: NDArray[np.float64], loss: float) -> Prices:
        prices = nothing(self.master.lattice, int(loss * DOOR))
        whole = (duals * DOOR).astype(np.int64)
        prices.atoms[self.atoms] = whole[: len(self.atoms)]
        for i, cell in enumerate(self.cells):
            prices.minutes[cell] = int(duals[len(self.atoms) + i] / self._scale(cell) * DOOR)
        for i, t in enumerate(self.tags):
            prices.tags[t] = whole[len(self.atoms) + len(self.cells) + i]
        return prices


@dataclass(frozen=True, slots=True)
class Generated:
    """The last solution, and the best value that any prices proved, in 2⁻²⁰ doors; losses within the budget are taken off."""

    solution: Solution | None
    value: int


def generate(master: Master, loss: float, budget: int | None = None) -> Generated:
    """Columns until the bound is as good as the linear programme can make it, to the nearest whole loss (or door)."""
    unit = int(loss * DOOR)
    best, price = _value(master, nothing(master.lattice, unit), budget), nothing(master.lattice, unit)
    solution: Solution | None = None
    idle, record = 0, -(1 << 62)
    for _ in range(ROUNDS if master.inside else 0):
        solution = master.solve(loss, budget)
        values = []
        new = 0
        for prices in (solution.prices, price.towards(solution.prices, STEP)):
            values.append(_value(master, prices, budget))
            best, price = (values[-1], prices) if values[-1] > best else (best, price)
            new += master.add(master.improving(prices))
        dear = master.dear(solution.prices)
        master.widen(dear)
        idle, record = (0, values[0]) if values[0] > record else (idle + 1, record)
        enough = -(-best // unit) >= -(-master.reachable(solution, budget) // unit)
        if not dear and (not new or idle >= IDLE or enough):
            break
    return Generated(solution, best)


def _value(master: Master, prices: Prices, budget: int | None) -> int:
    return proven(master.lattice, master.exact, prices, master.capacity) - prices.loss * (budget or 0)


def cells_of(prices: Prices) -> set[Cell]:
    """Cells with a price."""
    return {(int(row), int(week)) for row, week in zip(*np.nonzero(prices.minutes), strict=True)}


def fillable(capacity: int, loads: Mapping[int, int]) -> int:
    """Most officer-minutes up to ``capacity`` that whole visits can use: sums of ``loads`` (minutes: how many such visits there are).

    The rest of the week is waste. Bit m of ``sums`` says that m minutes can be used exactly.
    """
    sums, full = 1, (1 << capacity + 1) - 1
    for minutes, many in sorted(loads.items()):
        left, step = many, 1
        while left and minutes * step <= capacity:  # 1, 2, 4, … and the rest: every number of visits up to ``many``
            step = min(step, left)
            sums |= sums << minutes * step & full
            left, step = left - step, step * 2
    return sums.bit_length() - 1


def contested(board: Board, paying: Iterable[Unit]) -> set[Cell]:
    """Cells that lack room for a group of a unit that pays for capacity."""
    used, capacity = board.used, board.calendar.capacity
    groups = [group for unit in paying for pattern in unit.patterns[:4] for group in pattern]
    options = [(row, week, minutes) for group in groups for week in members(group.weeks) for row, minutes in group.load]
    return {(row, week) for row, week, minutes in options if used[row][week] + minutes > capacity[row][week]}
