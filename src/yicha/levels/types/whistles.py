"""吹哨报到: a town whistles, the departments it names report in time, and what follows is a note or a visit."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class WhistleStatus(StrEnum):
    CALLED = "called"  # 已吹哨
    ESCALATED = "escalated"  # 逾期上报
    GATHERED = "gathered"  # 已到齐
    CLOSED = "closed"  # 已办结
    WITHDRAWN = "withdrawn"  # 已撤回


class MusterStatus(StrEnum):
    ASKED = "asked"  # 待报到
    REPORTED = "reported"  # 已报到
    RELEASED = "released"  # 免于报到


@dataclass(frozen=True)
class BlowWhistle:
    """`area` is the path of the town, or of the county; `place` says where in words; `sid` is empty if it concerns no subject.

    `patrol`: the one that found it, 0 if none did.
    """

    area: str
    raised_by: str
    place: str
    matter: str
    departments: tuple[str, ...]
    sid: str = ""
    patrol: int = 0


@dataclass(frozen=True)
class WhistleBlown:
    whistle: int
    number: str
    departments: tuple[str, ...]
    report_by: datetime

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class ReportIn:
    """`note`: who comes and when, or what can be done from the desk."""

    whistle: int
    department: str
    note: str


@dataclass(frozen=True)
class ReportedIn:
    whistle: int
    department: str
    late: bool
    gathered: bool

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class ReleaseDepartment:
    whistle: int
    department: str
    reason: str


@dataclass(frozen=True)
class DepartmentReleased:
    whistle: int
    department: str
    reason: str
    gathered: bool

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class EscalateWhistle:
    whistle: int


@dataclass(frozen=True)
class WhistleEscalated:
    """`silent` departments did not report in time; the joint office and their heads are told."""

    whistle: int
    silent: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class VisitForWhistle:
    """A department goes and checks: a visit for a cause whose reference is the number of the whistle. `minutes` on the spot."""

    whistle: int
    department: str
    item_code: str
    visit_on: date
    minutes: int


@dataclass(frozen=True)
class WhistleVisited:
    whistle: int
    department: str
    visit: int

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class CloseWhistle:
    whistle: int
    result: str


@dataclass(frozen=True)
class WhistleClosed:
    whistle: int
    visits: int

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class WithdrawWhistle:
    whistle: int
    reason: str


@dataclass(frozen=True)
class WhistleWithdrawn:
    whistle: int
    reason: str

    @property
    def about(self) -> str:
        return f"whistle:{self.whistle}"


@dataclass(frozen=True)
class MusterRow:
    department: str
    status: MusterStatus
    said: str
    at: datetime | None


@dataclass(frozen=True)
class WhistleVisitRow:
    visit: int
    number: str
    department: str
    first_day: date


@dataclass(frozen=True)
class WhistleRow:
    id: int
    number: str
    area: str
    place: str
    sid: str
    name: str  # of the subject
    matter: str
    raised_by: str
    raised_at: datetime
    report_by: datetime
    status: WhistleStatus
    result: str
    closed_at: datetime | None
    musters: tuple[MusterRow, ...]
    visits: tuple[WhistleVisitRow, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        return tuple(one.department for one in self.musters if one.status is MusterStatus.ASKED)

    @property
    def gathered_at(self) -> datetime | None:
        """When the last department had answered."""
        return None if self.silent else max((one.at for one in self.musters if one.at), default=None)
