"""Shows people how far long work is: a bar on a terminal, now and then a line otherwise. Fits every engine's `Progress` callback."""

import sys
import time
from collections.abc import Callable, Mapping
from typing import Self, TextIO

WIDTH = 24
SECONDS_BETWEEN_BARS = 0.1
SECONDS_BETWEEN_LINES = 10.0


class Watched:
    """Call it with the stage, what is done and of how many. `names` turns the engine's stages into words for people.

    Use it in `with`, so that what comes after a half-drawn bar begins on a line of its own.
    """

    def __init__(self, names: Mapping[str, str], stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.names = names
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.terminal = self.stream.isatty()
        self.stage = ""
        self.begun = self.spoken = clock()
        self.open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end_line()

    def __call__(self, stage: str, done: int, of: int) -> None:
        now = self.clock()
        if stage != self.stage:
            self._end_line()
            self.stage, self.begun, self.spoken = stage, now, float("-inf")
        pause = SECONDS_BETWEEN_BARS if self.terminal else SECONDS_BETWEEN_LINES
        if now - self.spoken < pause and done < of:
            return
        self.spoken = now
        (self._bar if self.terminal else self._line)(done, of, now - self.begun)

    def _bar(self, done: int, of: int, seconds: float) -> None:
        full = WIDTH * min(done, of) // of if of else WIDTH
        self.stream.write(f"\r{self._name()} {'█' * full}{'░' * (WIDTH - full)} {done}/{of} {seconds:.0f} s\x1b[K")
        self.open = True
        if done >= of:
            self._end_line()
        self.stream.flush()

    def _line(self, done: int, of: int, seconds: float) -> None:
        self.stream.write(f"{self._name()} {done}/{of} {seconds:.0f} s\n")
        self.stream.flush()

    def _end_line(self) -> None:
        if self.open:
            self.stream.write("\n")
            self.open = False

    def _name(self) -> str:
        return self.names.get(self.stage, self.stage)
