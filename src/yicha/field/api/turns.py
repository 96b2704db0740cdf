"""Whose turn it is when five hundred phones come home at once.

Some are served, six stand at the door and go in the moment a hand is free, and each of the others is told a time of its own: behind all
who were sent away before it, by what a request has lately taken, and a little early, for to come for nothing costs next to nothing and an
idle hand a turn. So no hand is idle while phones wait, and nobody comes back in step.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from random import uniform
from threading import BoundedSemaphore, Lock

HANDS, DOOR = 2, 6  # of the ten threads of a worker: those at their desks keep the others
EARLY = 0.6  # of the time until a hand is free
AT_THE_DOOR_S = 5.0
LONGEST_S = 60.0
FIRST_GUESS_S = 0.1  # too short: who comes early is told again, and that costs little; too long: hands stand idle
LATELY = 0.2  # how much the last request counts among those before it


class Turns:
    """Of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._hands, self._door = BoundedSemaphore(HANDS), BoundedSemaphore(DOOR)
        self._takes, self._given_out_to = FIRST_GUESS_S, 0.0

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """False: not now."""
        if not self._let_in():
            yield False
            return
        begun = self._clock()
        try:
            yield True
        finally:
            self._hands.release()
            with self._lock:
                self._takes += LATELY * (self._clock() - begun - self._takes)

    def are_taken(self) -> bool:
        """Hands and door: nobody would be let in now."""
        return not any(_is_free(place) for place in (self._hands, self._door))

    def _let_in(self) -> bool:
        if self._hands.acquire(blocking=False):
            return True
        if not self._door.acquire(blocking=False):
            return False
        try:
            return self._hands.acquire(timeout=AT_THE_DOOR_S)
        finally:
            self._door.release()

    def come_again(self) -> int:
        """In so many seconds."""
        with self._lock:
            now = self._clock()
            self._given_out_to = min(max(self._given_out_to, now) + EARLY * self._takes / HANDS, now + LONGEST_S)
            ahead = self._given_out_to - now
        return ceil(ahead if ahead < LONGEST_S else uniform(LONGEST_S / 2, LONGEST_S))  # noqa: S311 nobody gains by guessing it


def _is_free(place: BoundedSemaphore) -> bool:
    free = place.acquire(blocking=False)
    if free:
        place.release()
    return free
