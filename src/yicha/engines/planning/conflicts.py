"""Which demands the limits of an enterprise cannot hold together: a minimal set, by the deletion filter.

Take demands away one by one; what can be taken away without making the rest lawful is no part of the conflict. What remains is
minimal: without any one of its demands the limits hold.
"""

from collections.abc import Sequence
from typing import NamedTuple

from yicha.engines.planning.atoms import atoms_of
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.enterprise import Enterprise, coupled
from yicha.engines.planning.limits import Limits
from yicha.engines.planning.types import Demand
from yicha.engines.planning.units import door_unit, lost_of


class Conflict(NamedTuple):
    """The demands of the conflict, and the doors that they need at least."""

    demands: tuple[str, ...]
    doors: int


def conflict_set(calendar: Calendar, limits: Limits, demands: Sequence[Demand]) -> Conflict:
    """A minimal set of these demands (on-site, none hopeless alone, of one enterprise) that the limits cannot hold together.

    Empty when they can. One exact search per demand.
    """
    core = list(demands)
    if not _lost(calendar, limits, core):
        return Conflict((), 0)
    for demand in demands:
        trial = [other for other in core if other is not demand]
        if _lost(calendar, limits, trial):
            core = trial
    units = [door_unit(Enterprise(calendar, limits, part)) for part in coupled(limits, atoms_of(calendar, core))]
    return Conflict(tuple(demand.id for demand in core), sum(unit.bare for unit in units))


def _lost(calendar: Calendar, limits: Limits, demands: Sequence[Demand]) -> int:
    parts = coupled(limits, atoms_of(calendar, demands))
    return sum(lost_of(Enterprise(calendar, limits, part)) for part in parts)
