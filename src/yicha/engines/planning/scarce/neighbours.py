"""Neighbourhoods: small parts of a programme in which everything can be tried at once (CP-SAT), while the rest stands.

*Around* a scarce resource: some of its weeks, the units that stand there, and units that lose demands which could. They choose among
whole columns that cost next to nothing more at the prices found.

Of one *department*: its own atoms in a run of weeks leave their doors or join others, while every other department stays where it is.
That is one rota alone, so hundreds of units can choose at once: first the whole year, then as many weeks as can be tried to the end.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from yicha.engines.planning.enterprise import Enterprise
from yicha.engines.planning.scarce.choose import Column
from yicha.engines.planning.scarce.lattice import WIDE
from yicha.engines.planning.scarce.shuffle import shuffle
from yicha.engines.planning.scarce.standing import Standing
from yicha.engines.planning.weeks import members

EFFORT = 2.0
SIZE = 50  # units around a resource
WEEKS = 4  # around a resource
LEAST = 3  # weeks of a department
LOSERS = 60  # of a department in part of the year


class Neighbours:
    """The neighbourhoods of a choice, and how many weeks of each department can be tried to the end."""

    def __init__(self, standing: Standing) -> None:
        """The whole year, until that is too much."""
        self.standing, self.lattice = standing, standing.master.lattice
        self.width: dict[str, int] = {}

    def lap(self) -> list[Callable[[int], None]]:
        """Once through everything that is scarce now: each department, then each resource."""
        rows = self.standing.scarce()
        departments = dict.fromkeys(self.lattice.calendar.resources[row][0] for row in rows)
        return [
            *(partial(self.department, name) for name in departments),
            *(partial(self.around, row) for row in rows),
        ]

    def around(self, row: int, turn: int) -> None:
        """One neighbourhood of a resource."""
        losers = sorted((u for u in self.standing.now if row in self.standing.lacked(u)), key=lambda u: shuffle(u, turn))
        if losers:
            weeks = sorted(sorted(self._open(losers[0]), key=lambda week: shuffle(week, turn))[:WEEKS])
            standing = (u for u, placed in self.standing.now.items() if any(_uses(column, row, weeks) for column in placed))
            chosen = losers[: SIZE // 3]
            rest = sorted(set(standing) - set(chosen), key=lambda u: shuffle(u, turn))[: SIZE - len(chosen)]
            self.standing.choose({u: self._known(u, weeks) for u in sorted([*chosen, *rest])}, EFFORT)

    def _open(self, u: int) -> set[int]:
        """Weeks in which something that a unit loses could stand."""
        return {week for i in members(self.standing.lost(u)) for week in members(self.lattice.group(u, 1 << i).weeks)}

    def _known(self, u: int, weeks: Sequence[int]) -> list[Column]:
        """What a unit has, and known groups and lost atoms alone or joined, in these weeks."""
        now, pool = self.standing.now[u], self.standing.pool[u].values()
        blocks = {group.block for group, _ in [*now, *pool]}
        lost = [1 << i for i in members(self.standing.lost(u))]
        blocks |= set(lost) | {group.block | atom for group, _ in now for atom in lost}
        groups = [self.lattice.group(u, block) for block in sorted(blocks) if self._feasible(u, block)]
        here = [(group, week) for group in groups for week in weeks if group.weeks >> week & 1]
        return [*now, *here, *(column for column in pool if column[1] not in weeks)]

    def _feasible(self, u: int, block: int) -> bool:
        enterprise = self.lattice.units[u].enterprise
        return enterprise is None or bool(enterprise.common(block))

    def department(self, name: str, turn: int) -> None:
        """The rota of one department, the whole year or a run of weeks around somebody who loses something."""
        calendar = self.lattice.calendar
        rows = {row for row, (department, _) in enumerate(calendar.resources) if department == name}
        losers = sorted((u for u in self.standing.now if rows & self.standing.lacked(u)), key=lambda u: shuffle(u, turn))
        if not losers:
            return
        width = self.width.get(name, calendar.weeks)
        wanted = sorted(self._open(losers[0]))
        first = min(max(0, wanted[shuffle(turn, len(wanted)) % len(wanted)] - width // 2), calendar.weeks - width)
        weeks = range(first, first + width)
        here = [u for u in losers if not self._open(u).isdisjoint(weeks)]
        waiting = set(here if width >= calendar.weeks else here[:LOSERS])
        columns = {u: list(self._rota(u, name, weeks, lost=u in waiting)) for u in self.standing.now}
        gained, best = self.standing.choose({u: own for u, own in columns.items() if own}, EFFORT)
        if not best:
            self.width[name] = max(LEAST, width // 2)
        elif not gained:
            self.width[name] = min(width * 3 // 2, calendar.weeks)

    def _rota(self, u: int, name: str, weeks: Collection[int], *, lost: bool) -> Iterator[Column]:
        """Every place for the atoms of a department that stand in these weeks, or are ``lost``; none if there are no such atoms."""
        enterprise, now = self.lattice.units[u].enterprise, self.standing.now[u]
        own = enterprise.by_department.get(name, 0) if enterprise else self._alone(u, name)
        free = sum(group.block & own for group, week in now if week in weeks) | (self.standing.lost(u) & own if lost else 0)
        if not free or free.bit_count() > WIDE:
            return
        sets = _sets(enterprise, free)
        standing = [(group.block & ~free, week) for group, week in now if group.block & ~free]
        yield from ((self.lattice.group(u, block), week) for block, week in standing)
        for block in sets:
            yield from ((self.lattice.group(u, block), week) for week in weeks if self.lattice.group(u, block).weeks >> week & 1)
            for beside, week in standing:
                if enterprise and week in weeks and enterprise.common(beside | block) >> week & 1:
                    yield self.lattice.group(u, beside | block), week

    def _alone(self, u: int, name: str) -> int:
        """Off-site work is one atom of one department."""
        return int(name in self.lattice.units[u].patterns[0][0].departments)


def _sets(enterprise: Enterprise | None, atoms: int) -> list[int]:
    """Every feasible set of these atoms."""
    blocks: list[int] = []
    for i in members(atoms):
        blocks += [block | 1 << i for block in [0, *blocks] if not enterprise or enterprise.common(block | 1 << i)]
    return blocks


def _uses(column: Column, resource: int, weeks: Collection[int]) -> bool:
    group, week = column
    return week in weeks and any(row == resource for row, _ in group.load)
