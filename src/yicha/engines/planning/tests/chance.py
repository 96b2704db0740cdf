"""Chance for tests: numbers from SHA-256 of a label, the same on every machine and Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    def __init__(self, *label: object) -> None:
        self.label, self.count = "|".join(map(str, label)), 0

    def below(self, n: int) -> int:
        self.count += 1
        return int.from_bytes(hashlib.sha256(f"{self.label}#{self.count}".encode()).digest()[:8], "big") % n

    def pick(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def percent(self, share: int) -> bool:
        return self.below(100) < share

    def shuffled(self, things: Sequence[T]) -> list[T]:
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in things]
