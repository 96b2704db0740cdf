"""May this check stand on this day? (LYG-4.3d, R-FREQ-1 … R-FREQ-3, R-NODISTURB). Told before somebody asks for it; the database decides.

A check that a statute exempts, or that has a cause, meets none of these limits; one that is filed meets all of them, consent or not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from yicha.planning.rules.exempting import GROUNDS, Frees
from yicha.planning.rules.limits import CLASS_CAP, ORGAN_CAP, QUIET_DAYS, SPARED, VISIT_CAP
from yicha.planning.types import Ground, YearLeft
from yicha.subjects.types import SubjectRow

Period = tuple[date, date]


@dataclass(frozen=True)
class Asked:
    """One check of one class on one day. `ground` None: an ordinary plan line."""

    department: str
    item_code: str
    check_class: str
    on: date
    ground: Ground | None = None


@dataclass(frozen=True)
class Standing:
    """What the year holds of the enterprise, its quiet days, and the items it is spared on that day (empty: any)."""

    year: YearLeft
    quiet: Collection[Period] = ()
    spared: Collection[str] = ()


def hindrance(asked: Asked, standing: Standing) -> str:
    """LYG-4.3d, R-FREQ-3, R-NODISTURB: the name of the first limit in the way, as the database calls it; empty if there is none."""
    if asked.ground and Frees.FREQUENCY in GROUNDS[asked.ground].frees:
        return ""
    if any(first <= asked.on <= last for first, last in standing.quiet):
        return QUIET_DAYS
    if standing.year.full:
        return VISIT_CAP
    if not standing.year.may(asked.check_class):
        return CLASS_CAP
    if {"", asked.item_code} & set(standing.spared):
        return SPARED
    return ORGAN_CAP if standing.year.organ_full(asked.department) else ""


def quiet_of(subject: SubjectRow) -> tuple[Period, ...]:
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in subject.blocked)
