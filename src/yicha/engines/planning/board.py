"""The board: which units stand where, and the officer-minutes and trips that this takes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from yicha.engines.planning.calendar import Calendar, Load
from yicha.engines.planning.enterprise import Group
from yicha.engines.planning.types import Visit
from yicha.engines.planning.units import Unit
from yicha.engines.planning.weeks import members

Placed = list[tuple[Group, int]]  # groups and their weeks

# One integer orders the weeks that are open to a group: doors of one enterprise too near each other (the 60-day alert,
# R-FREQ-5), then new trips of a department to a township, then load; beyond 60 % load weighs 40 times, so that peaks stay low.
CLOSE, TRIP, FULL, BUSY, STEEP = 4000, 1000, 1000, 600, 40


class Board:
    """State of the search. All of it can be taken back: every ``book`` by the opposite ``book``."""

    def __init__(self, calendar: Calendar) -> None:
        """Empty."""
        self.calendar = calendar
        self.used = [[0] * calendar.weeks for _ in calendar.capacity]
        self.trips: Counter[tuple[str, int, str]] = Counter()
        self.placed: dict[str, Placed] = {}
        self.asked = 0  # units asked to move aside
        self.users: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
        self._township = {subject.id: subject.township for subject in calendar.instance.subjects.values()}

    def fits(self, load: Load, week: int) -> bool:
        """Are these officer-minutes free in this week?"""
        return all(self.used[row][week] + minutes <= self.calendar.capacity[row][week] for row, minutes in load)

    def options(self, group: Group) -> list[int]:
        """The weeks in which the group fits."""
        return [week for week in members(group.weeks) if self.fits(group.load, week)]

    def book(self, group: Group, week: int, sign: int) -> None:
        """Take (+1) or give back (-1) what a group uses."""
        for row, minutes in group.load:
            self.used[row][week] += sign * minutes
        if group.door:
            for department in group.departments:
                self.trips[department, week, self._township[group.subject]] += sign

    def put(self, key: str, placed: Placed) -> None:
        """Place a unit, booking its groups."""
        self.placed[key] = placed
        for group, week in placed:
            self.book(group, week, 1)
            for row, _ in group.load:
                self.users[row, week][key] = None

    def lift(self, key: str) -> Placed:
        """Take a unit off the board; where it stood."""
        placed = self.placed.pop(key)
        for group, week in placed:
            self.book(group, week, -1)
            for row, _ in group.load:
                self.users[row, week].pop(key, None)
        return placed

    def occupy(self, visits: Iterable[Visit]) -> None:
        """Book visits that stand and belong to no unit."""
        for visit in visits:
            for row, minutes in self.calendar.visit_load(visit):
                self.used[row][visit.week] += minutes
            for department in visit.departments if visit.door else ():
                self.trips[department, visit.week, self._township[visit.subject]] += 1

    def cost(self, group: Group, week: int, doors: Sequence[tuple[str, int]]) -> int:
        """How little this week is liked; ``doors``: (subject, week) of the unit's other doors."""
        capacity = self.calendar.capacity
        load = max((self.used[row][week] + minutes) * FULL // max(1, capacity[row][week]) for row, minutes in group.load)
        cost = load + max(0, load - BUSY) * STEEP
        if not group.door:
            return cost
        township, gap = self._township[group.subject], self.calendar.instance.params.gap_weeks
        close = sum(subject == group.subject and abs(week - other) < gap for subject, other in doors)
        new = sum(not self.trips[department, week, township] for department in group.departments)
        return cost + close * CLOSE + new * TRIP

    def held(self, unit: Unit) -> int:
        """Demands of a unit that stand on the board."""
        return sum(len(group.demands) for group, _ in self.placed[unit.key])

    def excess(self, unit: Unit) -> tuple[int, int]:
        """(demands lost, doors opened) beyond what the unit needs when officers are plenty."""
        doors = sum(group.door for group, _ in self.placed[unit.key])
        return len(unit.demands) - unit.least.lost - self.held(unit), doors - unit.least.doors

    def worth(self, units: Mapping[str, Unit]) -> tuple[int, int]:
        """(demands lost, doors) of these units: less is better."""
        lost = sum(len(unit.demands) - self.held(unit) for unit in units.values())
        return lost, sum(group.door for key in units for group, _ in self.placed[key])

    def pays(self, unit: Unit) -> bool:
        """Does the unit lose demands or open doors because officers are few?"""
        return any(extra > 0 for extra in self.excess(unit))


def doors_of(placed: Placed) -> list[tuple[str, int]]:
    """(subject, week) of the doors."""
    return [(group.subject, week) for group, week in placed if group.door]
