"""An exact choice among columns (group, week) for some units, within the officer-minutes that the others leave.

Every atom is held by a column or lost; an atom held twice is given to the first, for feasible sets are closed under subsets.
CP-SAT runs with one worker, a fixed seed and deterministic time, never seconds: the same input gives the same answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from yicha.engines.planning.board import Placed
from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import members

Column = tuple[Group, int]
Pools = Mapping[str, Iterable[Column]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the units go; ``optimal``: no better choice among these columns exists."""

    placed: Mapping[str, Placed]
    optimal: bool


class _Model:
    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.picks: dict[str, list[tuple[Column, cp_model.IntVar]]] = {}
        self.minutes: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        self.doors: list[cp_model.IntVar] = []
        self.losses: list[tuple[int, cp_model.IntVar]] = []

    def add(self, unit: Unit, columns: Iterable[Column], now: Placed) -> None:
        """One unit: its columns, its atoms, its limits, and where it stands as a hint."""
        standing = {(group.block, week) for group, week in now}
        pool = {(group.block, week): (group, week) for group, week in [*now, *columns]}
        picks = [(pool[key], self.model.new_bool_var("")) for key in sorted(pool)]
        for (group, week), pick in picks:
            self.model.add_hint(pick, (group.block, week) in standing)
            self.doors += [pick] if group.door else []
            for row, minutes in group.load:
                self.minutes[row, week].append((minutes, pick))
        self._atoms(unit, picks, now)
        for tag in unit.enterprise.tags if unit.enterprise else ():
            self.model.add(sum(pick for (group, _), pick in picks if group.block & tag.atoms) <= tag.budget)
        self.picks[unit.key] = picks

    def _atoms(self, unit: Unit, picks: Sequence[tuple[Column, cp_model.IntVar]], now: Placed) -> None:
        sizes = unit.enterprise.sizes if unit.enterprise else (1,)
        held = sum(group.block for group, _ in now)
        for atom, size in enumerate(sizes):
            lost = self.model.new_bool_var("")
            self.model.add_hint(lost, not held >> atom & 1)
            self.model.add_bool_or([lost, *(pick for (group, _), pick in picks if group.block >> atom & 1)])
            self.losses.append((size, lost))

    def close(self, room: Sequence[Sequence[int]]) -> None:
        """Officer-minutes; losses first (one outweighs every door), then doors."""
        for (row, week), terms in sorted(self.minutes.items(), key=lambda item: item[0]):
            if sum(minutes for minutes, _ in terms) > room[row][week]:
                self.model.add(sum(minutes * pick for minutes, pick in terms) <= max(0, room[row][week]))
        price = len(self.losses) + 1  # a programme has no more doors than atoms
        self.model.minimize(sum(price * size * lost for size, lost in self.losses) + sum(self.doors))


def choose(units: Sequence[Unit], pools: Pools, now: Mapping[str, Placed], room: Sequence[Sequence[int]], effort: float) -> Answer | None:
    """The best choice found within ``effort`` (deterministic time of CP-SAT); None if not even one was found."""
    model = _Model()
    for unit in units:
        model.add(unit, pools[unit.key], now[unit.key])
    model.close(room)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model.model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    chosen = {key: [column for column, pick in picks if solver.boolean_value(pick)] for key, picks in model.picks.items()}
    placed = {unit.key: disjoint(unit, chosen[unit.key]) for unit in units}
    return Answer(placed, status == cp_model.OPTIMAL)


def disjoint(unit: Unit, columns: Iterable[Column]) -> Placed:
    """The columns with every atom in the first that has it, by week."""
    placed: Placed = []
    taken = 0
    for group, week in sorted(columns, key=lambda column: (column[1], column[0].block)):
        own = group.block & ~taken
        if own:
            placed.append((group if own == group.block or not unit.enterprise else unit.enterprise.group(own), week))
        taken |= own
    return placed


def every_column(unit: Unit, room: Sequence[Sequence[int]], most: int) -> list[Column] | None:
    """All columns of a unit that fit the room alone; None if they are more than ``most``."""
    groups = every_group(unit, most)
    if groups is None:
        return None
    options = ((group, week) for group in groups for week in members(group.weeks))
    found = [(group, week) for group, week in options if all(minutes <= room[row][week] for row, minutes in group.load)]
    return found if len(found) <= most else None


def every_group(unit: Unit, most: int) -> list[Group] | None:
    """All feasible groups of a unit; None if they are more than ``most``."""
    if unit.enterprise is None:
        return [unit.patterns[0][0]]
    blocks: list[int] = []
    for i in range(unit.enterprise.n):
        blocks += [block | 1 << i for block in [0, *blocks] if unit.enterprise.common(block | 1 << i)]
        if len(blocks) > most:
            return None
    return [unit.enterprise.group(block) for block in blocks]
