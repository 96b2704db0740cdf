"""What no programme can go below, from the units alone: valid whatever the officers' minutes are.

*Losses*: every unit loses at least its proven minimum. *Doors, given the losses*: if the programme loses no more than these
minima together, every programme that loses as few loses exactly the minimum at each unit, and the units' doors add up. Each
further loss may save a door: a unit that needs ``bare`` doors for all its demands needs at least ``bare - lost`` when some are
lost, for giving up a demand closes at most one door.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import NamedTuple

from yicha.engines.planning.units import Unit


class Bound(NamedTuple):
    """Fewest losses of any programme; fewest doors of any that loses no more than a given number."""

    lost: int
    doors: int


def bound_of_units(units: Iterable[Unit], lost: int) -> Bound:
    """The bound for programmes that lose at most ``lost`` demands of these units."""
    own = list(units)
    surely = sum(unit.floor.lost for unit in own)
    spare = max(0, lost - surely)
    doors = sum(unit.floor.doors for unit in own)
    saved = sum(nlargest(spare, (step for unit in own for step in _savings(unit, spare)))) if spare else 0
    return Bound(surely, max(0, doors - saved))


def _savings(unit: Unit, spare: int) -> Iterator[int]:
    """Doors that the first, second, … further loss of a unit may save; later steps never save more than the first."""
    doors = unit.floor.doors
    first = min(doors, max(1, doors - (unit.bare - unit.floor.lost - 1)))
    if doors:
        yield first
        yield from [1] * min(doors - first, spare - 1)
