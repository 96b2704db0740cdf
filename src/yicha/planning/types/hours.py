"""排班: the day and the hour of a visit, and the enterprise's wish for another."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

DayHours = tuple[date, tuple[tuple[datetime, datetime], ...]]  # a day, and from when to when a visit may be on it


class HoursRequestStatus(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"


@dataclass(frozen=True)
class ProposeHours:
    """Of all visits of a week of the plan year that a department leads and that have no hour yet; empty: of every department."""

    region_path: str
    year: int
    week: int
    department: str = ""


@dataclass(frozen=True)
class HoursProposed:
    """`left`: numbers of the visits for which no hour was found, or for which nobody has been drawn."""

    region_path: str
    year: int
    week: int
    visits: int
    left: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"week:{self.region_path}:{self.year}-{self.week}"


@dataclass(frozen=True)
class SetHours:
    visit: int
    starts_at: datetime


@dataclass(frozen=True)
class HoursSet:
    visit: int
    starts_at: datetime
    ends_at: datetime
    before: datetime | None

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class AskHours:
    """改期申请. By the enterprise that was told of the visit; once."""

    visit: int
    wanted_at: datetime
    reason: str


@dataclass(frozen=True)
class HoursAsked:
    visit: int
    wanted_at: datetime
    reason: str

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class AnswerHours:
    """By the department that leads. To decline wants a reason."""

    visit: int
    grant: bool
    reason: str = ""


@dataclass(frozen=True)
class HoursAnswered:
    visit: int
    granted: bool
    starts_at: datetime | None
    reason: str

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class HoursRequestRow:
    """A wish as queries show it; `number` and `name` are those of its visit."""

    visit: int
    number: str
    name: str
    lead: str
    wanted_at: datetime
    reason: str
    asked_at: datetime
    status: HoursRequestStatus
    decision: str


@dataclass(frozen=True)
class Away:
    """An officer who is drawn in a week, on leave or without certificate on some of its days."""

    cert_no: str
    name: str
    department: str
    days: tuple[date, ...]
