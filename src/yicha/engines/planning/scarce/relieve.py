"""Relief where officer-minutes cost losses or doors: prices, a dive, exact neighbourhoods; and the bound that prices prove."""

from collections.abc import Mapping, Sequence

import numpy as np

from yicha.engines.planning.board import Board, Placed
from yicha.engines.planning.bounds import Bound
from yicha.engines.planning.progress import Progress
from yicha.engines.planning.scarce.choose import Pools, choose, every_column
from yicha.engines.planning.scarce.dive import dive
from yicha.engines.planning.scarce.lattice import Ints, Lattice
from yicha.engines.planning.scarce.master import Master, contested, generate
from yicha.engines.planning.scarce.prices import DOOR, LOST
from yicha.engines.planning.types import Visit
from yicha.engines.planning.units import Unit

FIRST = 100_000  # doors that a lost demand costs when losses come first
TURNS = 100
WHOLE = 4_000  # columns up to which the whole instance is chosen at once
EFFORT = 4.0


class Relief:
    """Relieves a board and remembers what that has proved."""

    def __init__(self, board: Board, units: Mapping[str, Unit], fixed: Sequence[Visit]) -> None:
        """``fixed``: visits on the board that belong to no unit."""
        self.board, self.units, self.fixed = board, units, fixed
        self.proved: Bound | None = None  # exact, when the whole instance could be solved
        self.master: Master | None = None
        self.lost = 0

    def improve(self, progress: Progress) -> None:
        """Better places for the units, if there are any."""
        progress("prices", 0, 1)
        found = self._whole() or self._dived(progress)
        for key in found:
            self.board.lift(key)
        for key, placed in found.items():
            self.board.put(key, placed)

    def _whole(self) -> Mapping[str, Placed] | None:
        """A small instance is chosen at once among all its columns; None if it is not small, or if that takes too long."""
        room = np.array(self.board.calendar.capacity, np.int64) - taken(self.board, self.fixed)
        pools = self._every_column(room)
        if pools is None:
            return None
        answer = choose(list(self.units.values()), pools, self.board.placed, room.tolist(), EFFORT)
        if answer is None or not answer.optimal:
            return None
        held = sum(len(group.demands) for placed in answer.placed.values() for group, _ in placed)
        doors = sum(group.door for placed in answer.placed.values() for group, _ in placed)
        self.proved = Bound(sum(len(unit.demands) for unit in self.units.values()) - held, doors)
        return answer.placed

    def _every_column(self, room: Ints) -> Pools | None:
        pools, left = {}, WHOLE
        for key, unit in self.units.items():
            pool = every_column(unit, room.tolist(), left)
            if pool is None:
                return None
            pools[key] = pool
            left -= len(pool)
        return pools

    def _dived(self, progress: Progress) -> Mapping[str, Placed]:
        lattice = Lattice(self.board.calendar, list(self.units.values()))
        paying = [unit for unit in self.units.values() if self.board.pays(unit)]
        self.master = Master(lattice, self.board, taken(self.board, self.fixed), contested(self.board, paying))
        generate(self.master, LOST)
        value = generate(self.master, FIRST)
        most = len(lattice.sizes) * DOOR  # no programme opens more doors than there are atoms
        self.lost = max(0, -(-(value - most) // (FIRST * DOOR)))
        return {lattice.units[u].key: placed for u, placed in dive(self.master, TURNS, progress).items()}

    def bound(self, lost: int) -> Bound:
        """Losses of these units; and their doors, when no more than ``lost`` of their demands are lost."""
        if self.proved and self.proved.lost == lost:
            return self.proved
        if self.master is None:
            return Bound(self.proved.lost if self.proved else 0, 0)
        self.master.stand(self.board)
        return Bound(self.lost, max(0, -(-generate(self.master, 1.0, lost) // DOOR)))


def taken(board: Board, fixed: Sequence[Visit]) -> Ints:
    """Officer-minutes of visits that stand."""
    minutes = np.zeros((len(board.calendar.capacity), board.calendar.weeks), np.int64)
    for visit in fixed:
        for row, amount in board.calendar.visit_load(visit):
            minutes[row, visit.week] += amount
    return minutes
