"""Maximum assignments of slots to officers: a small flow problem solved by augmenting paths.

Network: slot → (task, officer) → officer → sink, with capacity 1, 1 and the officer's cap. So no officer stands twice on
one task and none goes over his cap; whole numbers suffice, and whether some decided slots can still be completed is
answered exactly. One search costs O(slots · officers) of the group; most end after a few steps.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

EMPTY = -1
_NOBODY_GIVES_WAY = -2


@dataclass
class _Dead:
    """Slots and officers from which no room can be reached; they stay so while nothing moves."""

    slots: set[int] = field(default_factory=set)
    officers: set[int] = field(default_factory=set)


class Matching:
    """A maximum assignment that keeps as many slots filled while slots are decided one after the other.

    `tasks[s]`: the task of slot s; `eligible[s]`: the officers who may fill it; `caps[o]`: slots that officer o may have.
    """

    def __init__(self, tasks: Sequence[int], eligible: Sequence[Sequence[int]], caps: Sequence[int]) -> None:
        """Fills as many slots as can be filled."""
        self._tasks = tasks
        self._eligible = eligible
        self._caps = caps
        self.holders = [EMPTY] * len(tasks)
        self._decided = [False] * len(tasks)
        self._slots_of: list[set[int]] = [set() for _ in caps]
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
            free = [officer for officer in self._eligible[slot] if (task, officer) not in self._on_task]
            roomiest = max(free, key=self._room, default=EMPTY)
            if roomiest != EMPTY and self._room(roomiest) > 0:
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

    def _room(self, officer: int) -> int:
        return self._caps[officer] - len(self._slots_of[officer])

    def _empty_slots(self) -> list[int]:
        return [slot for slot, holder in enumerate(self.holders) if holder == EMPTY and not self._decided[slot]]

    def _rival(self, slot: int, officer: int) -> int:
        """A slot that must give the officer up (which one does not matter), EMPTY if none needs to."""
        same_task = self._on_task.get((self._tasks[slot], officer), EMPTY)
        if same_task != EMPTY:
            return _NOBODY_GIVES_WAY if self._decided[same_task] else same_task
        if self._room(officer) > 0:
            return EMPTY
        return next((other for other in self._slots_of[officer] if not self._decided[other]), _NOBODY_GIVES_WAY)

    def _path(self, start: int, dead: _Dead) -> list[tuple[int, int]] | None:
        """A shortest chain of (slot, officer) moves that fills `start`; None, and all that was reached is dead, if there is none."""
        came: dict[int, tuple[int, int] | None] = {start: None}
        asked: set[int] = set()
        queue = deque([start] if start not in dead.slots else [])
        while queue:
            slot = queue.popleft()
            free = self._ask(slot, came, asked, dead, queue)
            if free != EMPTY:
                return _trace(came, slot, free)
        dead.slots |= came.keys()
        dead.officers |= asked
        return None

    def _ask(self, slot: int, came: dict[int, tuple[int, int] | None], asked: set[int], dead: _Dead, queue: deque[int]) -> int:
        """The officer with room whom the slot could have; otherwise queue the slots whose officer it could take."""
        for officer in self._eligible[slot]:
            same_task = self._on_task.get((self._tasks[slot], officer), EMPTY)
            if same_task == EMPTY and self._room(officer) > 0:
                return officer
            if same_task == EMPTY and (officer in asked or officer in dead.officers):
                continue
            if same_task == EMPTY:
                asked.add(officer)
            for other in self._slots_of[officer] if same_task == EMPTY else (same_task,):
                if other not in came and other not in dead.slots and not self._decided[other]:
                    came[other] = (slot, officer)
                    queue.append(other)
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
            self._slots_of[holder].discard(slot)
            del self._on_task[self._tasks[slot], holder]
            self.holders[slot] = EMPTY

    def _put(self, slot: int, officer: int) -> None:
        self.holders[slot] = officer
        self._slots_of[officer].add(slot)
        self._on_task[self._tasks[slot], officer] = slot


def _trace(came: dict[int, tuple[int, int] | None], slot: int, officer: int) -> list[tuple[int, int]]:
    """The moves from the slot that found room back to where the search began."""
    path = [(slot, officer)]
    step = came[slot]
    while step is not None:
        path.append(step)
        step = came[step[0]]
    return path
