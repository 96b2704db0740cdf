"""May this check stand on this day? (LYG-4.3d, R-FREQ-1 … R-FREQ-3, R-NODISTURB). Told before somebody asks for it; the database decides.

A check that a statute exempts, or that has a cause, meets none of these limits; one that is filed meets all of them, consent or not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from yicha.planning.rules.exempting import GROUNDS, Frees
from yicha.planning.rules.limits import CLASS_CAP, ITEM_CAP, ORGAN_CAP, QUIET_DAYS, SPARED, VISIT_CAP
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
    """What the year holds of the enterprise, its quiet days, the items it is spared on that day (empty: any), and whether the item asked
    for has been there as often as its list allows.
    """

    year: YearLeft
    quiet: Collection[Period] = ()
    spared: Collection[str] = ()
    item_full: bool = False


def hindrance(asked: Asked, standing: Standing) -> str:
    """LYG-4.3d, R-FREQ-3, R-NODISTURB: the name of the first limit in the way, as the database calls it; empty if there is none."""
    if asked.ground and Frees.FREQUENCY in GROUNDS[asked.ground].frees:
        return ""
    year = standing.year
    limits = {
        QUIET_DAYS: any(first <= asked.on <= last for first, last in standing.quiet),
        VISIT_CAP: year.full,
        CLASS_CAP: not year.may(asked.check_class),
        SPARED: bool({"", asked.item_code} & set(standing.spared)),
        ITEM_CAP: standing.item_full,
        ORGAN_CAP: year.organ_full(asked.department),
    }
    return next((name for name, broken in limits.items() if broken), "")


def quiet_of(subject: SubjectRow) -> tuple[Period, ...]:
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in subject.blocked)


def open_from(day: date, closed: Collection[Period]) -> date:
    """R-NODISTURB: the first day from this one on that is not closed."""
    while last := max((last for first, last in closed if first <= day <= last), default=None):
        day = last + timedelta(days=1)
    return day
