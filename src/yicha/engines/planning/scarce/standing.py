"""Where units stand, the officer-minutes that are free, and choosing anew within them: nobody else has to move."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yicha.engines.planning.board import Placed
from yicha.engines.planning.scarce.choose import Column, choose, disjoint
from yicha.engines.planning.scarce.linear import Key, Solution
from yicha.engines.planning.scarce.master import Master
from yicha.engines.planning.scarce.rounding import Rounding
from yicha.engines.planning.weeks import members

AT_ONCE = 8.0  # effort for those who were left last


@dataclass
class Standing:
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

    def worth(self) -> tuple[int, int]:
        """(demands not held, doors) of all."""
        return self.cost(self.now, self.now)

    def round_off(self, solution: Solution) -> None:
        """Whole columns for the shares of the linear programme; who was left last chooses again, all at once. Kept if that is better."""
        before, room = dict(self.now), self.room.copy()
        for u in self.now:
            self._book(self.now[u], -1)
        rounding = Rounding(self.master, self.room.copy())
        taken = rounding.run(solution)
        for u in self.now:
            self.now[u] = disjoint(self.units[u], taken.get(u, ()))
            self._book(self.now[u], 1)
        self.choose({u: self.pool[u].values() for u in rounding.late}, AT_ONCE)
        if (self.room < 0).any() or self.worth() > self.cost(before, before):
            self.now, self.room = before, room

    def choose(self, columns: Mapping[int, Iterable[Column]], effort: float) -> tuple[bool, bool]:
        """Let these units choose again within the room; whether the outcome is better, and whether no better one exists."""
        before = {u: self.now[u] for u in columns}
        for u in columns:
            self._book(before[u], -1)
        key = {self.units[u].key: u for u in columns}
        pools = {self.units[u].key: own for u, own in columns.items()}
        standing = {self.units[u].key: before[u] for u in columns}
        answer = choose([self.units[u] for u in columns], pools, standing, self.room.tolist(), effort)
        after = {key[name]: placed for name, placed in answer.placed.items()} if answer else before
        gained = self.cost(columns, after) < self.cost(columns, before)
        for u in columns:
            self.now[u] = after[u] if gained else before[u]
            self._book(self.now[u], 1)
        return gained, bool(answer and answer.optimal)

    def lost(self, u: int) -> int:
        """The atoms that a unit does not hold."""
        enterprise = self.units[u].enterprise
        held = sum(group.block for group, _ in self.now[u])
        return (enterprise.everything if enterprise else 1) & ~held

    def lacked(self, u: int) -> set[int]:
        """Resources of the atoms that a unit does not hold."""
        return {row for i in members(self.lost(u)) for row, _ in self.master.lattice.group(u, 1 << i).load}

    def scarce(self) -> list[int]:
        """Resources that somebody lacks who loses more than limits force him to, the most wanted first."""
        wanted: Counter[int] = Counter()
        for u, placed in self.now.items():
            if sum(len(group.demands) for group, _ in placed) < len(self.units[u].demands) - self.units[u].floor.lost:
                wanted.update(self.lacked(u))
        return [row for row, _ in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))]
