"""Visits and what they consist of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from yicha.engines.deadlines import BEIJING
from yicha.planning.types.boards import BoardReason
from yicha.planning.types.plans import FilingStatus


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
class GiveBackDepartment:
    """撤出: one department does not come, the others do."""

    visit: int
    department: str
    reason: str


@dataclass(frozen=True)
class DepartmentGivenBack:
    """`items` stand in its next plan; `officers`: who would have come, by certificate number."""

    visit: int
    department: str
    items: tuple[str, ...]
    officers: tuple[str, ...]
    reason: str

    @property
    def about(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True)
class OwedCheck:
    """What a department was to check and gave back: it stands in the next plan."""

    item_code: str
    sid: str
    minutes: int


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
    filing: int | None = None


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
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    opened_because: tuple[BoardReason, ...] | None = None  # of late work: why no visit that stood could take it

    @property
    def days(self) -> tuple[date, date]:
        """From when to when somebody may come: the day of its hour, once it has one."""
        day = self.starts_at and self.starts_at.astimezone(BEIJING).date()
        return (day, day) if day else (self.first_day, self.last_day)

    @property
    def officers_wanted(self) -> dict[str, int]:
        """Department → how many officers its demands want."""
        return {name: max(one.min_officers for one in self.demands if one.department == name) for name in self.departments}

    @property
    def unmanned(self) -> tuple[str, ...]:
        """Departments that come and have no officer there yet, in their order."""
        return tuple(name for name in self.departments if all(one.department != name for one in self.officers))

    @property
    def staffed(self) -> bool:
        return all(sum(one.department == name for one in self.officers) >= count for name, count in self.officers_wanted.items())

    @property
    def minutes(self) -> int:
        """At the door: departments work side by side, each through its own items."""
        return max(sum(one.minutes for one in self.demands if one.department == name) for name in self.departments)


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


@dataclass(frozen=True)
class ClassUsed:
    """A class of check at one door this year: planned, done, or done before by whoever (`visit` None). `free` ones do not count."""

    check_class: str
    on: date
    department: str
    visit: int | None
    free: bool
    done: bool


@dataclass(frozen=True)
class ClassLedger:
    """负担台账 of one class in a year: how many checks are allowed, took place, are planned; `next_day`: the first on which one may be."""

    check_class: str
    allowed: int
    used: int
    planned: int
    next_day: date

    @property
    def left(self) -> int:
        return max(self.allowed - self.used - self.planned, 0)


@dataclass(frozen=True)
class YearLeft:
    """今年还能不能进门: what the limits (R-FREQ-1 … R-FREQ-4) leave to a subject, by class and of visits in all.

    `visit_cap`, `organ_cap` None: nobody has set one. `organs`: counted visits of each department. `earliest`: the first day of a check
    outside the plan, if it is filed today (LYG-4.3b); `reopens`: the first of the next year; neither is a day of peace.
    """

    year: int
    class_cap: int
    visit_cap: int | None
    visits: int
    uses: tuple[ClassUsed, ...]
    per_site: bool
    earliest: date
    organ_cap: int | None = None
    organs: Mapping[str, int] = field(default_factory=dict)
    reopens: date | None = None

    def organ_full(self, department: str) -> bool:
        """No visit more of this department that counts."""
        return self.organ_cap is not None and self.organs.get(department, 0) >= self.organ_cap

    def used(self, check_class: str) -> tuple[ClassUsed, ...]:
        return tuple(use for use in self.uses if use.check_class == check_class and not use.free)

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.check_class for use in self.uses if not use.free))

    @property
    def uncounted(self) -> int:
        """Visits for a cause, and what the law exempts."""
        return len({use.visit for use in self.uses if use.free})

    @property
    def full(self) -> bool:
        """No visit more of any class that counts."""
        return self.visit_cap is not None and self.visits >= self.visit_cap

    def may(self, check_class: str) -> bool:
        return not self.full and len(self.used(check_class)) < self.class_cap

    @property
    def ledger(self) -> tuple[ClassLedger, ...]:
        """Of each class that counts and that somebody has planned or done this year."""
        return tuple(self._ledger(name) for name in self.classes)

    def _ledger(self, check_class: str) -> ClassLedger:
        uses = self.used(check_class)
        done = sum(use.done for use in uses)
        next_day = self.earliest if self.may(check_class) else self.reopens or date(self.year + 1, 1, 1)
        return ClassLedger(check_class, self.class_cap, done, len(uses) - done, next_day)

    def told(self, visits: Collection[int]) -> "YearLeft":
        """As the enterprise may see it: what was done, and what it was told of; the rest of the plan stays unsaid."""
        uses = tuple(use for use in self.uses if use.done or use.visit in visits)
        return replace(self, uses=uses, visits=len({use.visit for use in uses if use.visit and not use.free}), organs={})


@dataclass(frozen=True)
class FilingRow:
    """计划外报备 as queries show it."""

    id: int
    region_path: str
    department: str
    sid: str
    name: str
    item_code: str
    check_class: str
    visit_on: date
    minutes: int
    reason: str
    filed_at: datetime
    status: FilingStatus
    decision: str
    exemption: str
    evidence: str
    plan_year: int | None
    again_because: str


@dataclass(frozen=True)
class ValidResult:
    """A visit that is done of an item; its result is valid until that day, both ends included (R-EVID-1)."""

    number: str
    department: str
    checked_on: date
    valid_until: date


@dataclass(frozen=True)
class FreeDemand:
    """A demand that does not count against the limits: exempt by law, or for a cause with its reference (R-FREQ-4)."""

    visit: int
    number: str
    sid: str
    name: str
    department: str
    check_class: str
    first_day: date
    exemption: str
    source: str
    reference: str


@dataclass(frozen=True)
class NamedVisit:
    """Which visit is meant."""

    id: int
    number: str
    sid: str
    name: str
