"""Names that are nearly the same, among a million: which rows should a person look at?

**Model.** A name is its normalised text without legal form; its signs are its pairs of neighbouring characters. A sign weighs the more
the fewer names have it (inverse document frequency). The likeness of two names is the weight of the signs that both have, over the
weight of those that either has: 1 for equal names, 0 for nothing in common.

**Blocking.** A name is compared only with those that share one of its ``PROBES`` rarest signs, and of a sign that more than ``CROWD``
names have nobody is asked: a shared 餐饮店 says nothing. So the cost is about rows x PROBES x the names behind a rare sign, and a pair
whose rare signs all differ is missed.

**Cost.** Memory: a list of row numbers a sign. An index of 440,000 names takes half a minute on a busy processor, a question 5 ms.

**Measured** on a register of 440,000 firms of five provinces and 5,000 names as other departments write them, 514 of which are not in it
(misspelt, cut, without region or legal form, renamed, with an address behind). The likest row, the place breaking ties, is the right one
for 0.927 of those that are in it, and among the first five for 0.951. Answering only from a likeness on:

    likeness   precision   recall   F1
    0.3        0.927       0.892    0.909
    0.4        0.960       0.802    0.874
    0.5        0.976       0.681    0.802
    0.6        0.986       0.534    0.693

Weakest: an address behind the name (0.58 found), two errors at once (0.77), swapped characters (0.83).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from yicha.engines.quality.names import core, normalised_name

PROBES = 4
CROWD = 400


def signs(name: str) -> frozenset[str]:
    """Pairs of neighbouring characters; of a name of one character, itself."""
    text = core(normalised_name(name)) or normalised_name(name)
    return frozenset(first + second for first, second in pairwise(text)) or frozenset({text})


class Likeness:
    """An index over names, asked by name: who is like this one, and how much."""

    def __init__(self, names: Sequence[str]) -> None:
        """Linear in the characters of all names."""
        self.signs = [signs(name) for name in names]
        counted = Counter(sign for held in self.signs for sign in held)
        rows = len(names) + 1
        self.weight: Mapping[str, float] = {sign: math.log(rows / number) for sign, number in counted.items()}
        self.unknown = math.log(rows)
        self.behind: dict[str, list[int]] = defaultdict(list)
        for row, held in enumerate(self.signs):
            for sign in held:
                if counted[sign] <= CROWD:
                    self.behind[sign].append(row)

    def like(self, name: str, least: float) -> list[tuple[float, int]]:
        """Likeness and row of those at least so like, the likest first."""
        own = signs(name)
        rare = sorted((sign for sign in own if sign in self.behind), key=lambda sign: (len(self.behind[sign]), sign))[:PROBES]
        found = {row for sign in rare for row in self.behind[sign]}
        scored = ((self._of(own, self.signs[row]), row) for row in found)
        return sorted(((score, row) for score, row in scored if score >= least), key=lambda one: (-one[0], one[1]))

    def between(self, left: int, right: int) -> float:
        """The likeness of two rows."""
        return self._of(self.signs[left], self.signs[right])

    def _of(self, left: frozenset[str], right: frozenset[str]) -> float:
        both, either = self._sum(left & right), self._sum(left | right)
        return both / either if either else 0.0

    def _sum(self, held: frozenset[str]) -> float:
        return math.fsum(self.weight.get(sign, self.unknown) for sign in held)
