"""联合监管任务: 分发 → 认领 → 结束 → 反馈, each department for its own part (domain §1.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from yicha.inspections.types import Outcome


class UnitStatus(StrEnum):
    """Where one department stands in a task; the task stands where the last of them stands."""

    DISPATCHED = "dispatched"  # 分发
    CLAIMED = "claimed"  # 认领
    ENDED = "ended"  # 结束
    FED_BACK = "fed_back"  # 反馈
    RETURNED = "returned"  # 退回


@dataclass(frozen=True)
class DispatchedSubject:
    """As the higher level names it: `code` is the value of the credentials."""

    name: str
    code: str
    kind: str = ""


@dataclass(frozen=True)
class Dispatch:
    """What a file of the higher level says (`taskInfo`). `units`: code and name of each department that takes part."""

    number: str
    name: str
    started_on: date
    initiator: str
    matter: str
    content: str
    demands: str
    remark: str
    units: tuple[tuple[str, str], ...]
    subjects: tuple[DispatchedSubject, ...]


@dataclass(frozen=True)
class ReceiveTask:
    """`file` holds the bytes as they came; `dispatch` is what they say."""

    region_path: str
    file: UUID
    dispatch: Dispatch


@dataclass(frozen=True)
class TaskReceived:
    task: int
    number: str
    departments: tuple[str, ...]
    subjects: int
    unknown: int  # subjects that the register does not have
    claim_by: date

    @property
    def about(self) -> str:
        return f"upper_task:{self.task}"


@dataclass(frozen=True)
class ClaimTask:
    task: int
    department: str


@dataclass(frozen=True)
class TaskClaimed:
    task: int
    department: str
    feed_back_by: date
    late: bool

    @property
    def about(self) -> str:
        return f"upper_task:{self.task}"


@dataclass(frozen=True)
class GiveTaskBack:
    task: int
    department: str
    reason: str


@dataclass(frozen=True)
class TaskGivenBack:
    task: int
    department: str
    reason: str

    @property
    def about(self) -> str:
        return f"upper_task:{self.task}"


@dataclass(frozen=True)
class ExecuteTask:
    """Check one subject of the task: with a visit that stands in the plan anyway (`visit`), or with one for this cause."""

    task: int
    department: str
    subject: int
    visit: int = 0
    item_code: str = ""
    visit_on: date | None = None
    minutes: int = 60


@dataclass(frozen=True)
class TaskExecuted:
    task: int
    department: str
    subject: int
    visit: int

    @property
    def about(self) -> str:
        return f"upper_task:{self.task}"


@dataclass(frozen=True)
class EndTask:
    """`reason`: why it ends; of subjects that were not checked it says why not."""

    task: int
    department: str
    reason: str


@dataclass(frozen=True)
class TaskEnded:
    task: int
    department: str
    checked: int
    unchecked: int

    @property
    def about(self) -> str:
        return f"upper_task:{self.task}"


@dataclass(frozen=True)
class FeedTaskBack:
    task: int
    department: str
    suggestion: str


@dataclass(frozen=True)
class TaskFedBack:
    task: int
    department: str
    late: bool

    @property
    def about(self) -> str:
        return f"upper_task:{self.task}"


@dataclass(frozen=True)
class UnitRow:
    department: str
    status: UnitStatus
    claimed_at: datetime | None
    feed_back_by: date | None
    ended_at: datetime | None
    end_reason: str
    fed_back_at: datetime | None
    suggestion: str
    returned_because: str


@dataclass(frozen=True)
class TaskVisitRow:
    department: str
    visit: int
    number: str
    first_day: date
    finished: bool


@dataclass(frozen=True)
class TaskSubjectRow:
    """`sid` is empty where the register does not have it."""

    id: int
    name: str
    code: str
    kind: str
    sid: str
    visits: tuple[TaskVisitRow, ...] = ()


@dataclass(frozen=True)
class UpperTaskRow:
    id: int
    number: str
    region_path: str
    name: str
    started_on: date
    initiator: str
    matter: str
    content: str
    demands: str
    remark: str
    received_at: datetime
    claim_by: date
    units: tuple[UnitRow, ...]
    subjects: tuple[TaskSubjectRow, ...]

    @property
    def status(self) -> UnitStatus:
        return whole_status([unit.status for unit in self.units])

    def unit(self, department: str) -> UnitRow | None:
        return next((unit for unit in self.units if unit.department == department), None)


ORDER = (UnitStatus.DISPATCHED, UnitStatus.CLAIMED, UnitStatus.ENDED, UnitStatus.FED_BACK)


def whole_status(units: Sequence[UnitStatus]) -> UnitStatus:
    """A task stands where the last of its departments stands; given back only if all have given it back."""
    return min((status for status in units if status in ORDER), key=ORDER.index, default=UnitStatus.RETURNED)


@dataclass(frozen=True)
class CheckRecord:
    """One 行政检查 of the feedback (domain §1.3)."""

    department: str
    number: str
    item_code: str
    item_name: str
    subject: str
    code: str
    checked_at: datetime
    result: Outcome
    officers: tuple[str, ...]  # certificate numbers
