"""Visits and what they consist of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VisitStatus(StrEnum):
    PUBLISHED = "published"
    NOTIFIED = "notified"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class CancelVisit:
    visit: int
    reason: str


@dataclass(frozen=True)
class VisitCancelled:
    visit: int
    reason: str

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class VisitPlanned:
    visit: int
    sid: str
    visit_on: date

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class DemandRow:
    department: str
    item_code: str
    check_class: str
    minutes: int
    min_officers: int
    skills: tuple[str, ...]
    line: str
    source: str
    reference: str
    exemption: str


@dataclass(frozen=True)
class VisitRow:
    """A visit as queries show it; `officers` in the order of the draw."""

    id: int
    number: str
    region_path: str
    programme: int | None
    sid: str
    name: str
    uscc: str
    town: str
    week: int
    first_day: date
    last_day: date
    lead: str
    lead_appointed: bool
    departments: tuple[str, ...]
    door: bool
    announced: bool
    status: VisitStatus
    demands: tuple[DemandRow, ...]
    officers: tuple["OfficerRow", ...]


@dataclass(frozen=True)
class OfficerRow:
    department: str
    slot: int
    cert_no: str
    name: str


@dataclass(frozen=True)
class NotifyVisit:
    visit: int


@dataclass(frozen=True)
class VisitNotified:
    """已通知: from here on the visit never moves."""

    visit: int

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class FinishVisit:
    visit: int


@dataclass(frozen=True)
class VisitFinished:
    visit: int

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"
