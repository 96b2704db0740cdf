"""Maximum assignments of slots to officers: a small flow problem solved by augmenting paths.

Network: slot → (task, officer) → officer → sink, with capacity 1, 1 and the officer's cap. So no officer stands twice on
one task and none goes over his cap; whole numbers suffice, and whether some decided slots can still be completed is
answered exactly. One search costs O(slots · officers) of the group; most end after a few steps.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

EMPTY = -1
_NOBODY_GIVES_WAY = -2


@dataclass
class _Dead:
    """Slots and officers from which no room can be reached; they stay so while nothing moves."""

    slots: set[int] = field(default_factory=set)
    officers: set[int] = field(default_factory=set)


@dataclass
class _Search:
    """Which slots are next and by which move, how each was reached, who was asked, and of each list of officers who was not."""

    queue: deque[tuple[Iterable[int], tuple[int, int] | None]]
    came: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    unasked: dict[int, list[int]] = field(default_factory=dict)


class Matching:
    """A maximum assignment that keeps as many slots filled while slots are decided one after the other.

    `tasks[s]`: the task of slot s; `eligible[s]`: the officers who may fill it; `caps[o]`: slots that officer o may have.
    """

    def __init__(self, tasks: Sequence[int], eligible: Sequence[Sequence[int]], caps: Sequence[int]) -> None:
        """Fills as many slots as can be filled."""
        self._tasks = tasks
        self._eligible = eligible
        self._room = list(caps)
        self.holders = [EMPTY] * len(tasks)
        self._decided = [False] * len(tasks)
        self._together: dict[int, list[int]] = defaultdict(list)
        for slot, task in enumerate(tasks):
            self._together[task].append(slot)
        self._open_of: list[set[int]] = [set() for _ in caps]  # an officer's slots that are not decided
        self._on_task: dict[tuple[int, int], int] = {}
        self._fill()

    @property
    def filled(self) -> int:
        """How many slots have an officer."""
        return len(self.holders) - self.holders.count(EMPTY)

    def decide(self, slot: int, officer: int) -> bool:
        """Give the slot to this eligible officer for good, if as many slots can be filled then; else change nothing."""
        before = self.holders[slot]
        rival = EMPTY if before == officer else self._rival(slot, officer)
        if rival == _NOBODY_GIVES_WAY:
            return False
        self._decided[slot] = True
        if before != officer:
            self._move(slot, officer, rival)
        if EMPTY in (rival, before) or self._mend(rival):
            self._open_of[officer].discard(slot)
            return True
        self._decided[slot] = False
        self._move(slot, before, EMPTY)
        self._put(rival, officer)
        return False

    def leave(self, slot: int) -> None:
        """Leave the slot empty for good: no officer would do."""
        self._decided[slot] = True

    def short_sets(self) -> list[set[int]]:
        """Why slots stay empty (Hall): sets of slots, disjoint, each too many for all officers whom any of its slots may have."""
        found: list[set[int]] = []
        for slot in self._empty_slots():
            dead = _Dead()
            self._path(slot, dead)
            touching = [one for one in found if not one.isdisjoint(dead.slots)]
            found = [*(one for one in found if one not in touching), dead.slots.union(*touching)]
        return found

    def _fill(self) -> None:
        """First to whoever has most room, which leaves few slots for the searches."""
        for slot, task in enumerate(self._tasks):
            roomiest = max(self._eligible[slot], key=self._room.__getitem__, default=EMPTY)
            if (task, roomiest) in self._on_task:
                free = [officer for officer in self._eligible[slot] if (task, officer) not in self._on_task]
                roomiest = max(free, key=self._room.__getitem__, default=EMPTY)
            if roomiest != EMPTY and self._room[roomiest] > 0:
                self._put(slot, roomiest)
        dead = _Dead()
        for slot in self._empty_slots():
            self._improve(slot, dead)

    def _mend(self, rival: int) -> bool:
        """Fill one more slot: the one that gave way, or another that can use what was freed."""
        dead = _Dead()
        return self._improve(rival, dead) or any(self._improve(slot, dead) for slot in self._empty_slots())

    def _improve(self, slot: int, dead: _Dead) -> bool:
        path = self._path(slot, dead)
        if path is not None:
            self._walk(path)
        return path is not None

    def _empty_slots(self) -> list[int]:
        return [slot for slot, holder in enumerate(self.holders) if holder == EMPTY and not self._decided[slot]]

    def _rival(self, slot: int, officer: int) -> int:
        """A slot that must give the officer up (which one does not matter), EMPTY if none needs to."""
        same_task = self._on_task.get((self._tasks[slot], officer), EMPTY)
        if same_task != EMPTY:
            return _NOBODY_GIVES_WAY if self._decided[same_task] else same_task
        if self._room[officer] > 0:
            return EMPTY
        return next(iter(self._open_of[officer]), _NOBODY_GIVES_WAY)

    def _path(self, start: int, dead: _Dead) -> list[tuple[int, int]] | None:
        """A shortest chain of (slot, officer) moves that fills `start`; None, and all that was reached is dead, if there is none."""
        search = _Search(deque([((start,), None)]))
        while search.queue:
            slots, step = search.queue.popleft()
            for slot in slots:
                if slot in search.came or slot in dead.slots or self._decided[slot]:
                    continue
                search.came[slot] = step
                free = self._ask(slot, search, dead)
                if free != EMPTY:
                    return _trace(search.came, slot, free)
        dead.slots |= search.came.keys()
        dead.officers |= search.asked
        return None

    def _ask(self, slot: int, search: _Search, dead: _Dead) -> int:
        """The officer with room whom the slot could have; otherwise queue the slots whose officer it could take.

        Slots that share a list of officers ask each of them once; only who stands on the slot's own task is left for the next.
        """
        eligible, task, left = self._eligible[slot], self._tasks[slot], []
        for officer in search.unasked.get(id(eligible), eligible):
            if officer in search.asked or officer in dead.officers:
                continue
            if (task, officer) in self._on_task:
                left.append(officer)
            elif self._room[officer] > 0:
                return officer
            else:
                search.asked.add(officer)
                search.queue.append((self._open_of[officer], (slot, officer)))
        search.unasked[id(eligible)] = left
        for other in self._together[task]:
            if other != slot and self.holders[other] in eligible:
                search.queue.append(((other,), (slot, self.holders[other])))
        return EMPTY

    def _walk(self, path: Sequence[tuple[int, int]]) -> None:
        for slot, _ in path:
            self._release(slot)
        for slot, officer in path:
            self._put(slot, officer)

    def _move(self, slot: int, officer: int, rival: int) -> None:
        self._release(rival)
        self._release(slot)
        self._put(slot, officer)

    def _release(self, slot: int) -> None:
        holder = self.holders[slot] if slot != EMPTY else EMPTY
        if holder != EMPTY:
            self._room[holder] += 1
            self._open_of[holder].discard(slot)
            del self._on_task[self._tasks[slot], holder]
            self.holders[slot] = EMPTY

    def _put(self, slot: int, officer: int) -> None:
        self.holders[slot] = officer
        self._room[officer] -= 1
        if not self._decided[slot]:
            self._open_of[officer].add(slot)
        self._on_task[self._tasks[slot], officer] = slot


def _trace(came: dict[int, tuple[int, int] | None], slot: int, officer: int) -> list[tuple[int, int]]:
    """The moves from the slot that found room back to where the search began."""
    path = [(slot, officer)]
    step = came[slot]
    while step is not None:
        path.append(step)
        step = came[step[0]]
    return path
