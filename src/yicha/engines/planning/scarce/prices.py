"""Prices of officer-minutes, atoms, limits and lost demands, in whole numbers of 2⁻²⁰ doors."""

from dataclasses import dataclass

import numpy as np

from yicha.engines.planning.scarce.lattice import Ints, Lattice

DOOR = 1 << 20
LOST = 64.0  # doors that a lost demand costs where losses come first and numbers should stay near one


@dataclass(frozen=True, slots=True)
class Prices:
    """``minutes[r, w]`` (counting resources included), ``atoms[a]``, ``tags[t]``; ``loss``: what a lost demand costs."""

    minutes: Ints
    atoms: Ints
    tags: Ints
    loss: int

    def towards(self, other: "Prices", percent: int) -> "Prices":
        """Prices so far on the way to others: between two good proposals there is often a better one."""

        def mix(mine: Ints, theirs: Ints) -> Ints:
            return np.asarray((mine * (100 - percent) + theirs * percent) // 100, np.int64)

        return Prices(mix(self.minutes, other.minutes), mix(self.atoms, other.atoms), mix(self.tags, other.tags), other.loss)


def nothing(lattice: Lattice, loss: int) -> Prices:
    """No price at all."""
    minutes = np.zeros((lattice.load.shape[1], lattice.calendar.weeks), np.int64)
    return Prices(minutes, np.zeros_like(lattice.sizes), np.zeros(len(lattice.tags), np.int64), loss)
