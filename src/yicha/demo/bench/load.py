"""People who read pages: each asks, reads for some seconds, asks again. Standard library only."""

import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random

HOST, PATIENCE_SECONDS = "127.0.0.1", 60.0


@dataclass(frozen=True)
class Reading:
    """What is read: kind → (weight, addresses); and how long a person looks at it, in seconds; signed in by a cookie."""

    kinds: Mapping[str, tuple[int, Sequence[str]]]
    looks: tuple[float, float]
    cookie: str = ""


@dataclass
class Found:
    """Milliseconds by kind, and how many answers were no 200."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0

    def add(self, kind: str, milliseconds: float, status: int) -> None:
        self.times.setdefault(kind, []).append(milliseconds)
        self.failed += status != 200  # noqa: PLR2004 the only good one

    def join(self, other: "Found") -> None:
        for kind, times in other.times.items():
            self.times.setdefault(kind, []).extend(times)
        self.failed += other.failed

    def percentile(self, kind: str, share: float) -> float:
        times = sorted(self.times.get(kind, [0.0]))
        return times[min(len(times) - 1, int(len(times) * share))]


def read_pages(port: int, reading: Reading, users: int, seconds: float) -> Found:
    """So many people for so long. Who begins when is drawn, so that they do not knock in step."""
    found, lock, ends = Found(), threading.Lock(), time.monotonic() + seconds

    def person(number: int) -> None:
        chance = Random(number)  # noqa: S311 for a measurement
        time.sleep(chance.uniform(0, min(reading.looks[1], seconds / 2)))
        link = HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        while time.monotonic() < ends:
            kind, address = _next(chance, reading)
            took, status = _ask(link, address, reading.cookie)
            with lock:
                found.add(kind, took, status)
            time.sleep(chance.uniform(*reading.looks))
        link.close()

    people = [threading.Thread(target=person, args=(number,), daemon=True) for number in range(users)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return found


def _next(chance: Random, reading: Reading) -> tuple[str, str]:
    kinds = list(reading.kinds)
    [kind] = chance.choices(kinds, [reading.kinds[name][0] for name in kinds])
    return kind, chance.choice(reading.kinds[kind][1])


def _ask(link: HTTPConnection, address: str, cookie: str) -> tuple[float, int]:
    begun, status = time.perf_counter(), 0
    with suppress(OSError, HTTPException):
        link.request("GET", address, headers={"Cookie": cookie} if cookie else {})
        answer = link.getresponse()
        answer.read()
        status = answer.status
    if not status:
        link.close()
    return (time.perf_counter() - begun) * 1000, status
