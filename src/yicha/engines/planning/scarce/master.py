"""Column generation: which units and cells the linear programme is about, and which columns are missing.

Only units that can use a *contested* (resource, week) are in it, at first those cells that lack room for a unit that pays; a
cell whose price becomes positive is contested too and draws in its users, so that in the end nobody outside pays anything.
What the prices prove is computed in whole numbers by `pricing.proven`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from yicha.engines.planning.board import Board, Placed
from yicha.engines.planning.scarce.exact import ExactCosts
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.linear import Bools, Key, LinearProgramme, Solution
from yicha.engines.planning.scarce.prices import DOOR, Prices, nothing
from yicha.engines.planning.scarce.pricing import best_column, free_cost, priced, proven
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import members

ROUNDS = 40
IDLE = 4  # rounds without a better bound
STEP = 20  # per cent of the way from the best prices to the last ones
MOST = 3  # columns of one slot in one round

Cell = tuple[int, int]  # (resource, week)


class Master:
    """``capacity``: officer-minutes per cell without the fixed visits; ``placed``: where the units stand."""

    def __init__(self, lattice: Lattice, board: Board, taken: Ints, contested: Iterable[Cell]) -> None:
        """``taken``: officer-minutes of the fixed visits."""
        self.lattice, self.exact = lattice, ExactCosts(lattice)
        self.minutes = np.maximum(np.array(board.calendar.capacity, np.int64) - taken, 0)
        self.used = np.array(board.used, np.int64) - taken
        self.placed: dict[int, Placed] = {u: board.placed[unit.key] for u, unit in enumerate(lattice.units)}
        self.columns = LinearProgramme(lattice)
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
        entering = [u for u in self.inside if u not in known]
        self.columns.enter(entering)
        self.columns.add((u, week, group.block) for u in entering for group, week in self.placed[u])

    def stand(self, board: Board) -> None:
        """Where the units stand now, as columns too: so a budget of the losses of the board can always be kept."""
        self.placed = {u: board.placed[unit.key] for u, unit in enumerate(self.lattice.units)}
        self.columns.add((u, week, group.block) for u in self.inside for group, week in self.placed[u])

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
        here = np.unique(lattice.entries[lattice.allowed[lattice.slot_of_entry(), week]])
        return Counter(int(minutes) for minutes in lattice.load[here, row].toarray().ravel() if minutes)

    def _users(self, cells: Iterable[Cell]) -> set[int]:
        """Units that can use one of the cells, and those that must lose something whatever happens."""
        lattice = self.lattice
        grid = np.zeros((lattice.load.shape[1], lattice.calendar.weeks), np.int64)
        for row, week in cells:
            grid[row, week] = 1
        touches = ((lattice.load > 0).astype(np.int64) @ grid)[lattice.entries] > 0
        slots = lattice.slot_of_entry()
        hits = slots[(touches & lattice.allowed[slots]).any(axis=1)]
        return {int(u) for u in np.unique(lattice.slot_unit[hits])}

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

    def solve(self, loss: float, budget: int | None = None, *, strict: bool = False) -> Solution | None:
        """Optimum over the present columns. ``loss``: doors per lost demand. ``budget``: lost demands cost one door each, but no
        more than so many may be lost. ``strict``: units outside stay where they are, instead of using nothing.
        """
        room = self.lattice.with_counts(self.room() if strict else self.minutes)
        own = None if budget is None else budget - sum(unit.floor.lost for unit in self.outside())
        return self.columns.solve(loss, room, self.counting(), own)

    def counting(self) -> Bools:
        """Cells of officer-minutes, and counts of the contested ones."""
        here = np.zeros_like(self.minutes, bool)
        for cell in self.contested:
            here[cell] = True
        counted = np.array([row for row, _ in self.lattice.counted], np.int64)
        return np.vstack([np.ones_like(here), here[counted]])

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


def generate(master: Master, loss: float, budget: int | None = None) -> int:
    """Columns until the bound is as good as the linear programme can make it, to the nearest whole loss (or door).

    Gives the best value that any prices proved, in 2⁻²⁰ doors; losses within the budget are taken off.
    """
    unit = int(loss * DOOR)
    best, price = _value(master, nothing(master.lattice, unit), budget), nothing(master.lattice, unit)
    idle, record = 0, -(1 << 62)
    for _ in range(ROUNDS if master.inside else 0):
        solution = master.solve(loss, budget)
        if solution is None:
            break
        values, new = [], 0
        for prices in (solution.prices, price.towards(solution.prices, STEP)):
            values.append(_value(master, prices, budget))
            best, price = (values[-1], prices) if values[-1] > best else (best, price)
            new += master.columns.add(master.improving(prices))
        dear = master.dear(solution.prices)
        master.widen(dear)
        idle, record = (0, values[0]) if values[0] > record else (idle + 1, record)
        enough = -(-best // unit) >= -(-master.reachable(solution, budget) // unit)
        if not dear and (not new or idle >= IDLE or enough):
            break
    return best


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
