"""What an enterprise is shown of itself: values only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.feedback.types import PetitionRow
from yicha.followups.types import OrderRow
from yicha.inspections.types import CodePart, HandedIn, InspectionStatus, ObjectionRow
from yicha.orgs.types import RecusalStatus
from yicha.planning.types import DayHours, HoursRequestRow, YearLeft


class EnterprisePermission(StrEnum):
    READ = "enterprise.own.read"


@dataclass(frozen=True)
class Officer:
    """Somebody who comes: family name and the end of the certificate number are shown, `cert_no` is not."""

    department: str
    name: str
    tail: str
    cert_no: str


@dataclass(frozen=True)
class Coming:
    """A visit of which notice was served. `left`: working days until its first day; `asked`: its wish for another hour."""

    inspection: int
    visit: int
    notice: str  # number of the notice
    first_day: date
    last_day: date
    left: int
    under_way: bool
    stopped: bool
    starts_at: datetime | None
    days: tuple[DayHours, ...]  # where it may be moved to
    asked: HoursRequestRow | None
    objection: ObjectionRow | None
    parts: tuple[CodePart, ...]
    officers: tuple[Officer, ...]
    basis: tuple[str, ...]
    source: str
    materials: tuple[str, ...]
    contact: str
    door: bool  # somebody comes; else papers are handed in

    @property
    def waits(self) -> bool:
        """Told, and nobody has come yet."""
        return not (self.under_way or self.stopped)

    @property
    def items(self) -> int:
        return sum(len(part.items) for part in self.parts)


@dataclass(frozen=True)
class Papers:
    """材料 of an off-site check. `asked`: each paper of the notice with when it was last handed in; `open`: more is taken."""

    inspection: int
    number: str
    asked: tuple[tuple[str, datetime | None], ...]
    handed_in: tuple[HandedIn, ...]
    open: bool


@dataclass(frozen=True)
class Door:
    """Somebody was at the door on a day: a joint visit, or a check by an organ that keeps its own plan."""

    on: date
    departments: tuple[str, ...]
    classes: tuple[str, ...]
    free: bool  # for a cause, or exempt: it does not count against the limits

    @property
    def saved(self) -> int:
        return max(len(self.departments) - 1, 0)


@dataclass(frozen=True)
class Burden:
    """今年进门几次. Only what has taken place: what is planned without notice stays unsaid."""

    year: int
    doors: tuple[Door, ...]
    left: YearLeft  # of what was done and told
    by_year: tuple[tuple[int, int], ...]

    @property
    def number(self) -> int:
        return len(self.doors)

    @property
    def saved(self) -> int:
        return sum(door.saved for door in self.doors)

    @property
    def alone(self) -> int:
        return self.number + self.saved

    @property
    def months(self) -> tuple[tuple[int, tuple[Door, ...]], ...]:
        numbers = sorted({door.on.month for door in self.doors}, reverse=True)
        return tuple((month, tuple(door for door in self.doors if door.on.month == month)) for month in numbers)

    @property
    def departments(self) -> tuple[tuple[str, int], ...]:
        return tuple(Counter(name for door in self.doors for name in door.departments).most_common())

    @property
    def most(self) -> int:
        return max((number for _, number in self.by_year), default=0)

    @property
    def compared(self) -> bool:
        """Whether anything is known of an earlier year."""
        return len(self.by_year) > 1


@dataclass(frozen=True)
class Found:
    """What one department found; no outcome before its head has confirmed it. `published`: since when anybody may read it, `withdrawn`:
    why no longer. `result` is its publication, 0 while there is none; what may be asked for it, `appealable` and `repairable` say.
    """

    department: str
    outcome: str
    published: datetime | None = None
    withdrawn: str = ""
    result: int = 0
    appealable: bool = False
    repairable: bool = False
    corrected: str = ""  # what it said before an appeal was upheld


@dataclass(frozen=True)
class Recorded:
    """One visit that took place or was called off after notice."""

    number: str
    inspection: int
    on: date
    status: InspectionStatus
    cancelled_because: str
    notice: bool
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Rateable:
    """A visit of which some departments are not rated yet: their codes with their names."""

    inspection: int
    number: str
    on: date
    departments: Mapping[str, str]


@dataclass(frozen=True)
class Rated:
    """That it was rated; what was said nobody is told, not even who said it. `opened`: who promised not to look has looked, and why."""

    number: str
    department: str
    opened: datetime | None
    because: str


@dataclass(frozen=True)
class Petitioned:
    """申诉 or 信用修复 in the words of the page."""

    row: PetitionRow
    department: str
    outcome: str
    corrected: str


@dataclass(frozen=True)
class Given:
    """责令改正 with the department by name. `open`: a report is wanted, or may be sent once more."""

    row: OrderRow
    department: str
    open: bool


@dataclass(frozen=True)
class Asked:
    """An application that somebody stays away."""

    name: str
    department: str
    status: RecusalStatus
    decision: str
