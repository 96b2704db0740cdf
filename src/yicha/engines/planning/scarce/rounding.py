"""From shares to whole columns: what the linear programme has whole is taken bit by bit, and what is left is solved anew.

Taken at once, the whole columns leave to the broken ones what fits badly. A quarter of them at a time costs the linear programme next
to nothing; only when fewer are whole than broken, the broken that are nearest to whole are taken too. Each programme is smaller than
the one before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.scarce.choose import Column
from yicha.engines.planning.scarce.lattice import Ints
from yicha.engines.planning.scarce.linear import Key, LinearProgramme, Solution
from yicha.engines.planning.scarce.master import Master
from yicha.engines.planning.scarce.prices import LOST
from yicha.engines.planning.scarce.shuffle import shuffle

NEAR = 16.0  # doors that a column may cost more than the best
TURNS = 80
WHOLE = 1e-6
BIT = 4  # one of so many whole columns is taken in a turn
BROKEN = 6  # and, late, one of so many broken ones
PRICED = 2  # times that missing columns are sought in a turn


class Rounding:
    """``room``: officer-minutes that are left; ``taken``: the columns of each unit; ``late``: who was open when few were whole."""

    def __init__(self, master: Master, room: Ints) -> None:
        """Nothing is taken yet."""
        self.master, self.room = master, room
        self.columns = master.columns.near(NEAR)
        self.doors: dict[int, list[int]] = defaultdict(list)
        self.taken: dict[int, list[Column]] = defaultdict(list)
        self.late: list[int] = []

    def run(self, solution: Solution | None) -> Mapping[int, list[Column]]:
        """Columns that fit together, for every unit that has any."""
        for turn in range(TURNS):
            if solution is None:
                break
            broken = sorted((-share, key) for key, share in solution.use.items() if share < 1 - WHOLE)
            whole = [key for key, share in solution.use.items() if share >= 1 - WHOLE]
            if len(whole) < len(broken) and not self.late:
                self.late = self._open(solution)
            taken = self._take(key for key in whole if not broken or shuffle(key[0], turn) % BIT == 0)
            if self.late:
                taken += self._take(key for _, key in broken[: len(broken) // BROKEN + 1])
            if not broken or (self.late and not taken):
                break
            solution = self._again()
        return self.taken

    def _open(self, solution: Solution) -> list[int]:
        torn = {int(self.master.lattice.owner[atom]) for atom, share in solution.lost.items() if WHOLE < share < 1 - WHOLE}
        return sorted(torn | {unit for unit, _, _ in solution.use})

    def _take(self, keys: Iterable[Key]) -> int:
        """Take what fits; how many columns that were."""
        before = sum(map(len, self.taken.values()))
        for unit, week, block in keys:
            group = self.master.lattice.group(unit, block)
            if self._fits(unit, week, group):
                for row, minutes in group.load:
                    self.room[row, week] -= minutes
                self.doors[unit].append(block)
                self.taken[unit].append((group, week))
        return sum(map(len, self.taken.values())) - before

    def _fits(self, unit: int, week: int, group: Group) -> bool:
        enterprise, own = self.master.lattice.units[unit].enterprise, self.doors[unit]
        lawful = enterprise is None or enterprise.lawful([*own, group.block])
        return lawful and not sum(own) & group.block and all(self.room[row, week] >= minutes for row, minutes in group.load)

    def _free(self, key: Key) -> bool:
        return not sum(self.doors[key[0]]) & key[2]

    def _again(self) -> Solution | None:
        """An optimum of what is left."""
        lattice, programme = self.master.lattice, LinearProgramme(self.master.lattice)
        atoms = lattice.base[1:] - lattice.base[:-1]
        left = [u for u in self.master.inside if sum(self.doors[u]) != (1 << int(atoms[u])) - 1]
        inside, room = set(left), lattice.with_counts(self.room)
        programme.enter(left, self.doors)
        programme.add(key for key in self.columns if key[0] in inside and self._free(key))
        solution = programme.solve(LOST, room, self.master.counting(), None)
        for _ in range(PRICED):
            missing = self.master.improving(solution.prices) if solution else ()
            if not programme.add(key for key in missing if key[0] in inside and self._free(key)):
                break
            solution = programme.solve(LOST, room, self.master.counting(), None)
        self.columns = list(programme.groups)
        return solution
