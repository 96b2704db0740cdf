"""What is still to be done about plans, filings and visits, as the page of the day shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from yicha.planning.types.plans import PlanStatus


@dataclass(frozen=True)
class PlanStanding:
    year: int
    department: str
    status: PlanStatus
    lines: int
    returned_because: str


@dataclass(frozen=True)
class FilingWaiting:
    """An unplanned check that waits for the conference's consent."""

    id: int
    department: str
    name: str  # of the subject
    visit_on: date
    filed_at: datetime
    reason: str


@dataclass(frozen=True)
class ItemEffect:
    """What a change of an item touches; `points`: the questions of its latest version."""

    lines: int
    subjects: int
    visits: int
    points: int


@dataclass(frozen=True)
class LineUsing:
    """A plan line that rests on an item."""

    plan: int
    year: int
    line_id: str
    name: str
    scope_query: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class VisitUsing:
    """A visit to come that checks an item."""

    number: str
    sid: str
    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class ItemUses:
    """The rows of an effect; `visits_total` where they are more than a page holds."""

    name: str
    lines: tuple[LineUsing, ...]
    visits: tuple[VisitUsing, ...]
    visits_total: int


@dataclass(frozen=True)
class WeekDoors:
    """Doors of one week of the adopted programme: as each department would have gone for itself, as merged, those done."""

    week: int
    apart: int
    together: int
    done: int
