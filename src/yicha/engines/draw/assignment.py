"""LFF, the lexicographically first feasible assignment of officers (docs/vdr1.md §8).

Tasks come in the order of their tickets, their slots as listed; each slot takes the officer with least load, ties by
hash, *such that the rest can still be filled*. This determines one assignment, whatever algorithm finds it, so anyone
can replay it, and officers with equal records are exchanged by the hash alone.

Departments share no officers and caps are by week, so everything falls into groups (department, week). In a group an
officer's cap is ⌈λ·his minutes / the most minutes⌉ visits for the least λ with which no slot is lost, and never more
visits than his week can hold at best. Loads are counted in visits, because filling weeks by minutes is bin packing,
which has no short proof; minutes decide by preference. What still runs over is reported.

Cost: O(slots · officers) of a group for each of about 2·log λ fillings, then a few short searches a slot.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.matching import EMPTY, Matching
from yicha.engines.draw.tasks import Staff, Task
from yicha.engines.draw.types import Slot


class GroupOutcome(NamedTuple):
    """How a department fared in a week: the level λ that was needed, its slots, those that got an officer."""

    department: str
    week: int
    level: int
    slots: int
    filled: int


class Shortage(NamedTuple):
    """Why slots stay empty: these wants together have more slots than all who could serve them can take (Hall).

    `wants`: (town, skills) of the slots; `officers`: how many may serve any of them; `filled`: how many slots they can take.
    """

    department: str
    week: int
    wants: tuple[tuple[str, tuple[str, ...]], ...]
    slots: int
    officers: int
    filled: int


class Overrun(NamedTuple):
    """An officer whose visits of a week take more minutes than he has."""

    officer: str
    week: int
    minutes: int
    available: int


@dataclass(frozen=True)
class Assignment:
    """Who goes where: per task, in the order of the draw, the place of an officer per slot, or None."""

    tasks: tuple[tuple[Task, tuple[int | None, ...]], ...] = ()
    groups: tuple[GroupOutcome, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    overruns: tuple[Overrun, ...] = ()


class _Want(NamedTuple):
    """A slot of a task; `number`: the task's place in the order of the draw."""

    number: int
    task: Task
    slot: Slot


def assign(suite: Suite, key: bytes, tasks: Sequence[Task], staff: Staff) -> Assignment:
    """Assign officers to tasks, which come in the order of their tickets. `key`: for ties."""
    wants: dict[tuple[str, int], list[_Want]] = {}
    for number, task in enumerate(tasks):
        for slot in task.slots:
            wants.setdefault((slot.department, task.week), []).append(_Want(number, task, slot))
    desks = {group: _Desk(suite, key, staff, asked) for group, asked in wants.items()}
    visits = [sum(count for count, _ in row.officer.booked.values()) for row in staff.rows]
    staffed = tuple((task, tuple(desks[slot.department, task.week].serve(visits) for slot in task.slots)) for task in tasks)
    return Assignment(
        tasks=staffed,
        groups=tuple(desk.outcome() for desk in desks.values()),
        shortages=tuple(shortage for desk in desks.values() for shortage in desk.shortages),
        overruns=tuple(overrun for desk in desks.values() for overrun in desk.overruns()),
    )


class _Desk:
    """One department in one week: serves its slots in order. Officers are numbered by their place in `_places`."""

    def __init__(self, suite: Suite, key: bytes, staff: Staff, wants: Sequence[_Want]) -> None:
        self._digest, self._key, self._staff, self._wants = suite.digest, key, staff, wants
        self._department, self._week = wants[0].slot.department, wants[0].task.week
        self._places = staff.present(self._department, self._week)
        self._pids = [staff.rows[place].pid.encode() for place in self._places]
        self._available = [staff.minutes(place, self._week) for place in self._places]
        self._booked = [staff.booked(place, self._week) for place in self._places]
        self._spent = [minutes for _, minutes in self._booked]
        self._eligible = self._who_may(staff)
        at_best = self._matching(self._most_visits())
        self.shortages = self._shortages(at_best)
        self._level, self._plan = self._fairest(at_best.filled)
        self._served = 0

    def serve(self, visits: list[int]) -> int | None:
        """The place of the officer for the next slot, or None. `visits`: how many each officer has so far; it grows."""
        slot = self._served
        self._served += 1
        for officer in self._preferred(slot, visits):
            if self._plan.decide(slot, officer):
                self._spent[officer] += self._wants[slot].slot.minutes
                visits[self._places[officer]] += 1
                return self._places[officer]
        self._plan.leave(slot)
        return None

    def outcome(self) -> GroupOutcome:
        """Level, slots and filled slots of the group."""
        return GroupOutcome(self._department, self._week, self._level, len(self._wants), self._plan.filled)

    def overruns(self) -> Iterator[Overrun]:
        """Whose week is too short for what was given to him."""
        for place, available, spent in zip(self._places, self._available, self._spent, strict=True):
            if spent > available:
                yield Overrun(self._staff.rows[place].officer.id, self._week, spent, available)

    def _preferred(self, slot: int, visits: Sequence[int]) -> Iterator[int]:
        """Eligible officers, the most wanted first. Hashes are computed only for those who tie."""
        task, minutes = self._wants[slot].task, self._wants[slot].slot.minutes
        most = max(self._available, default=0)
        start = self._key + f"{task.sid}/".encode()

        def chance(officer: int) -> tuple[bytes, bytes]:
            return self._digest(start + self._pids[officer]), self._pids[officer]

        spent, available, places = self._spent, self._available, self._places
        loads = [
            (spent[officer] + minutes > available[officer], spent[officer] * most // available[officer], visits[places[officer]])
            for officer in self._eligible[slot]
        ]
        for least in self._ascending(loads):
            tied = [officer for officer, found in zip(self._eligible[slot], loads, strict=True) if found == least]
            yield from sorted(tied, key=chance)

    @staticmethod
    def _ascending(loads: Sequence[tuple[bool, int, int]]) -> Iterator[tuple[bool, int, int]]:
        """Each load once. The least is nearly always enough, so the rest is sorted only when it is asked for."""
        if loads:
            least = min(loads)
            yield least
            yield from sorted({*loads} - {least})

    def _who_may(self, staff: Staff) -> list[list[int]]:
        """Per slot the eligible officers by their number. Slots that ask for the same and keep nobody away share one list."""
        numbers = {place: number for number, place in enumerate(self._places)}
        shared: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        found = []
        for want in self._wants:
            post = want.task.town, want.slot.skills
            if post not in shared:
                shared[post] = [numbers[place] for place in staff.able(self._department, self._week, *post)]
            away = staff.kept_away(want.task)
            found.append([number for number in shared[post] if self._places[number] not in away] if away else shared[post])
        return found

    def _matching(self, caps: Sequence[int]) -> Matching:
        return Matching([want.number for want in self._wants], self._eligible, caps)

    def _most_visits(self) -> list[int]:
        """Visits that each week can hold at best: the shortest ones of the group."""
        totals = list(accumulate(sorted(want.slot.minutes for want in self._wants)))
        return [bisect_right(totals, available - spent) for available, spent in zip(self._available, self._spent, strict=True)]

    def _caps(self, level: int, most_visits: Sequence[int]) -> list[int]:
        """Visits that each may have at a level: in proportion to his minutes, rounded up."""
        most = max(self._available, default=0)
        shares = [-(-level * available // most) - visits for available, (visits, _) in zip(self._available, self._booked, strict=True)]
        return [max(0, min(best, share)) for best, share in zip(most_visits, shares, strict=True)]

    def _fairest(self, goal: int) -> tuple[int, Matching]:
        """The least level at which `goal` slots are filled, and an assignment that does."""
        most_visits = self._most_visits()
        low, high = 0, 1
        plan = self._reach(high, most_visits, goal)
        while plan is None:
            low, high = high, 2 * high
            plan = self._reach(high, most_visits, goal)
        while high - low > 1:
            middle = (low + high) // 2
            better = self._reach(middle, most_visits, goal)
            low, high, plan = (low, middle, better) if better is not None else (middle, high, plan)
        return high, plan

    def _reach(self, level: int, most_visits: Sequence[int], goal: int) -> Matching | None:
        caps = self._caps(level, most_visits)
        if sum(caps) < goal:
            return None
        plan = self._matching(caps)
        return plan if plan.filled == goal else None

    def _shortages(self, at_best: Matching) -> list[Shortage]:
        """Sets of slots that want the same of the same officers are told together."""
        told: dict[tuple[tuple[tuple[str, tuple[str, ...]], ...], frozenset[int]], list[int]] = {}
        for slots in at_best.short_sets():
            wants = {(self._wants[slot].task.town, self._wants[slot].slot.skills) for slot in slots}
            officers = frozenset(officer for slot in slots for officer in self._eligible[slot])
            told.setdefault((tuple(sorted(wants)), officers), []).extend(slots)
        return [
            Shortage(self._department, self._week, wants, len(slots), len(officers), sum(at_best.holders[slot] != EMPTY for slot in slots))
            for (wants, officers), slots in told.items()
        ]
