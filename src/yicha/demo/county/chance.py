"""Chance without `random`: SHA-256 in counter mode, keyed by a label, so that one thing's luck never moves another's."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of numbers that depends on its labels alone: `Chance("seed", "subject", 17)`.

    Taken modulo n from 64 bits: the bias, below n / 2**64, is of no account in a demo and is not meant for draws.
    """

    def __init__(self, *labels: object) -> None:
        self._key = "|".join(map(str, labels)).encode()
        self._count = 0

    def below(self, bound: int) -> int:
        """0 … bound - 1."""
        self._count += 1
        block = hashlib.sha256(b"%s#%d" % (self._key, self._count)).digest()
        return int.from_bytes(block[:8], "big") % bound

    def between(self, low: int, high: int) -> int:
        """Both ends included."""
        return low + self.below(high - low + 1)

    def percent(self, share: int) -> bool:
        return self.below(100) < share

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def weighted(self, choices: Mapping[T, int]) -> T:
        """One key, in proportion to its weight."""
        left = self.below(sum(choices.values()))
        for choice, weight in choices.items():
            left -= weight
            if left < 0:
                return choice
        raise AssertionError("weights changed while they were read")

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different ones (all, if there are fewer), in the order of `choices`."""
        marks = sorted(range(len(choices)), key=lambda place: (self.below(2**63), place))[:count]
        return [choices[place] for place in sorted(marks)]
