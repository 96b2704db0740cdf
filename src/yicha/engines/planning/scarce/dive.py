"""From prices to a programme: units that are whole in the linear programme stand; the broken ones choose exactly; then exact
neighbourhoods around what is scarce, again and again. Never worse than what stood.

A neighbourhood is a run of weeks of one scarce resource: the units that stand in these cells now, and units that lose demands
which could stand there. They choose anew among the columns that cost next to nothing more at the prices found (CP-SAT).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yicha.engines.planning.board import Placed
from yicha.engines.planning.progress import Progress
from yicha.engines.planning.scarce.choose import Column, choose, disjoint
from yicha.engines.planning.scarce.linear import Key, Solution
from yicha.engines.planning.scarce.master import Cell, Master
from yicha.engines.planning.weeks import members

STRICT_ROUNDS = 8
ENOUGH = 0.5  # doors
EFFORT = 2.0
LOST = 64.0  # doors that a lost demand costs in the linear programme
SIZE = 50  # units of a neighbourhood
WEEKS = 4  # of a neighbourhood
IDLE = 2  # passes over all neighbourhoods without gain
WHOLE = 1e-6


def dive(master: Master, rounds: int, progress: Progress) -> Mapping[int, Placed]:
    """The best places found for the units of the master."""
    solution = _strict(master)
    chooser = Chooser(master)
    if solution:
        chooser.round_off(solution)
    idle = 0
    for turn in range(rounds):
        progress("relief", turn, rounds)
        places = chooser.scarce()
        if not places or idle > IDLE * len(places):
            break
        idle = 0 if chooser.again(places[turn % len(places)], turn) else idle + 1
    return chooser.now


def _strict(master: Master) -> Solution | None:
    """Prices when the units outside stay where they are; cells that this makes dear draw in their users."""
    solution = master.solve(LOST, strict=True)
    for _ in range(STRICT_ROUNDS):
        if solution is None:
            break
        dear = master.dear(solution.prices)
        master.widen(dear)
        master.columns.add(master.improving(solution.prices))
        before, solution = solution, master.solve(LOST, strict=True)
        if not dear and solution and solution.value > before.value - ENOUGH:
            break
    return solution


@dataclass
class Chooser:
    """Where the units stand, the officer-minutes that are free, and the columns each may choose from."""

    master: Master
    now: dict[int, Placed] = field(init=False)

    def __post_init__(self) -> None:
        """Starts from what stands on the board."""
        self.units = self.master.lattice.units
        self.now = {u: self.master.placed[u] for u in self.master.inside}
        self.pool: dict[int, dict[Key, Column]] = defaultdict(dict)
        for key, group in self.master.columns.groups.items():
            self.pool[key[0]][key] = (group, key[1])
        self.room = self.master.room()
        for u in self.master.inside:
            self._book(self.now[u], 1)

    def _book(self, placed: Placed, sign: int) -> None:
        for group, week in placed:
            for row, minutes in group.load:
                self.room[row, week] -= sign * minutes

    def cost(self, units: Iterable[int], places: Mapping[int, Placed]) -> tuple[int, int]:
        """(demands not held, doors): less is better."""
        own = list(units)
        held = sum(len(group.demands) for u in own for group, _ in places[u])
        doors = sum(group.door for u in own for group, _ in places[u])
        return sum(len(self.units[u].demands) for u in own) - held, doors

    def round_off(self, solution: Solution) -> None:
        """Whole units as the linear programme has them, the broken ones by choice; kept if that is better than what stood."""
        before, room = dict(self.now), self.room.copy()
        whole, broken = self._whole(solution)
        for u in self.now:
            self._book(self.now[u], -1)
        for u in self.now:
            self.now[u] = whole.get(u, [])
            self._book(self.now[u], 1)
        for start in range(0, len(broken), SIZE):
            some = broken[start : start + SIZE]
            self.choose(some, EFFORT, {u: self.pool[u].values() for u in some}, better=False)
        if (self.room < 0).any() or self.cost(self.now, self.now) > self.cost(before, before):
            self.now, self.room = before, room

    def _whole(self, solution: Solution) -> tuple[dict[int, Placed], list[int]]:
        chosen: dict[int, list[Column]] = defaultdict(list)
        broken: set[int] = set()
        for key, share in solution.use.items():
            chosen[key[0]].append((self.master.columns.groups[key], key[1]))
            if share < 1 - WHOLE:
                broken.add(key[0])
        owners = [u for u in self.master.inside for _ in range(int(self.master.lattice.base[u]), int(self.master.lattice.base[u + 1]))]
        broken |= {u for u, share in zip(owners, solution.lost, strict=True) if WHOLE < share < 1 - WHOLE}
        whole = {u: disjoint(self.units[u], chosen[u]) for u in self.now if u not in broken}
        unlawful = {u for u, placed in whole.items() if not self._lawful(u, placed)}
        return {u: placed for u, placed in whole.items() if u not in unlawful}, sorted(broken | unlawful)

    def _lawful(self, u: int, placed: Placed) -> bool:
        enterprise = self.units[u].enterprise
        return enterprise is None or enterprise.lawful(group.block for group, _ in placed)

    def choose(self, units: Sequence[int], effort: float, columns: Mapping[int, Iterable[Column]], *, better: bool = True) -> bool:
        """Let these units choose again within the room; True when the outcome is better."""
        before = {u: self.now[u] for u in units}
        for u in units:
            self._book(before[u], -1)
        own = [self.units[u] for u in units]
        key = {self.units[u].key: u for u in units}
        pools = {self.units[u].key: columns[u] for u in units}
        answer = choose(own, pools, {self.units[u].key: before[u] for u in units}, self.room.tolist(), effort)
        after = {key[name]: placed for name, placed in answer.placed.items()} if answer else before
        gained = self.cost(units, after) < self.cost(units, before)
        chosen = after if gained or not better else before
        for u in units:
            self.now[u] = chosen[u]
            self._book(chosen[u], 1)
        return gained

    def lost(self, u: int) -> int:
        """The atoms that a unit does not hold."""
        enterprise = self.units[u].enterprise
        held = sum(group.block for group, _ in self.now[u])
        return (enterprise.everything if enterprise else 1) & ~held

    def scarce(self) -> list[int]:
        """Resources that somebody lacks who loses more than limits force him to, the most wanted first."""
        wanted: Counter[int] = Counter()
        for u, placed in self.now.items():
            if sum(len(group.demands) for group, _ in placed) < len(self.units[u].demands) - self.units[u].floor.lost:
                wanted.update({row: 1 for i in members(self.lost(u)) for row, _ in self.master.lattice.group(u, 1 << i).load})
        return [row for row, _ in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))]

    def again(self, row: int, turn: int) -> bool:
        """One neighbourhood of a resource: some of its weeks, who stands there, and who loses demands that could."""
        losers = [u for u in self.now if self._lacks(u, row)]
        seed = min(losers, key=lambda u: _shuffle(u, turn))
        open_weeks = [w for i in members(self.lost(seed)) for w in members(self.master.lattice.group(seed, 1 << i).weeks)]
        weeks = sorted(sorted(set(open_weeks), key=lambda week: _shuffle(week, turn))[:WEEKS])
        cells = {(row, week) for week in weeks}
        standing = [u for u in self.now if any(_uses(column, cells) for column in self.now[u])]
        chosen = sorted(losers, key=lambda u: _shuffle(u, turn))[: SIZE // 3]
        rest = sorted(set(standing) - set(chosen), key=lambda u: _shuffle(u, turn))
        units = sorted([*chosen, *rest[: SIZE - len(chosen)]])
        return self.choose(units, EFFORT, {u: self.columns(u, weeks) for u in units})

    def _lacks(self, u: int, row: int) -> bool:
        return any(row == r for i in members(self.lost(u)) for r, _ in self.master.lattice.group(u, 1 << i).load)

    def columns(self, u: int, weeks: Sequence[int]) -> list[Column]:
        """What a unit may choose in a neighbourhood: what it has, known groups and lost atoms alone or joined, in these weeks."""
        blocks = {group.block for group, _ in [*self.now[u], *self.pool[u].values()]}
        lost = [1 << i for i in members(self.lost(u))]
        blocks |= set(lost) | {group.block | atom for group, _ in self.now[u] for atom in lost}
        groups = [self.master.lattice.group(u, block) for block in sorted(blocks) if self._feasible(u, block)]
        here = [(group, week) for group in groups for week in weeks if group.weeks >> week & 1]
        return [*self.now[u], *here, *(column for column in self.pool[u].values() if column[1] not in weeks)]

    def _feasible(self, u: int, block: int) -> bool:
        enterprise = self.units[u].enterprise
        return enterprise is None or bool(enterprise.common(block))


def _uses(column: Column, cells: set[Cell]) -> bool:
    group, week = column
    return any((row, week) in cells for row, _ in group.load)


def _shuffle(number: int, turn: int) -> int:
    """An order that differs from turn to turn and is the same on every machine."""
    return (number * 2_654_435_761 + turn * 97_531_357) * 40_503 % 4_294_967_291
