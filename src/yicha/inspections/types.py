"""What other rooms may see of 行政检查: one visit, one code, a part per department."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class InspectionPermission(StrEnum):
    READ = "inspections.inspection.read"
    OPEN = "inspections.inspection.open"
    NOTIFY = "inspections.inspection.notify"
    SCAN_IN = "inspections.inspection.scan_in"
    RECORD = "inspections.result.record"
    CONCLUDE = "inspections.result.conclude"
    CANCEL = "inspections.inspection.cancel"


class InspectionStatus(StrEnum):
    SCHEDULED = "scheduled"
    NOTIFIED = "notified"
    STARTED = "started"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TaskStatus(StrEnum):
    """部门处置 (GX-4.4): 待签收 → 检查中 → 已提交 → 已审核."""

    WAITING = "waiting"
    CHECKING = "checking"
    SUBMITTED = "submitted"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """检查结果 (domain §2.6): the eight public values."""

    NO_PROBLEM = "no_problem"  # 未发现问题
    NOT_PUBLISHED = "not_published"  # 未按规定公示应当公示的信息
    FALSE_PUBLICATION = "false_publication"  # 公示信息隐瞒真实情况、弄虚作假
    NOT_FOUND = "not_found"  # 通过登记的住所（经营场所）无法联系
    CORRECTED = "corrected"  # 发现问题已责令改正
    REFUSED = "refused"  # 不配合检查情节严重
    NO_SUCH_BUSINESS = "no_such_business"  # 未发现开展本次抽查涉及的经营活动
    PENDING = "pending"  # 发现问题待后续处理


class PointResult(StrEnum):
    """Result of one question (domain §1.3)."""

    PASS = "pass"  # noqa: S105 合格
    FAIL = "fail"  # 不合格
    NOT_CHECKED = "not_checked"  # 未检查
    NOT_APPLICABLE = "not_applicable"  # 合理缺项


@dataclass(frozen=True)
class OpenInspections:
    """For every staffed visit of the programme that has none yet: an inspection with its number, code and department tasks."""

    programme: int


@dataclass(frozen=True)
class InspectionsOpened:
    programme: int
    inspections: int
    tasks: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class IssueNotice:
    inspection: int


@dataclass(frozen=True)
class NoticeIssued:
    inspection: int
    visit: int
    number: str
    notice: str  # digest of the stored PDF

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class ScanIn:
    """扫码入企: the officer shows who he is and which code he checks under (R-PROC-3)."""

    inspection: int
    code: str


@dataclass(frozen=True)
class InspectionStarted:
    inspection: int
    visit: int
    officer: str
    at: datetime

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class PointAnswer:
    item_code: str
    point: str
    result: PointResult
    note: str = ""


@dataclass(frozen=True)
class RecordResults:
    """What one department found: its answers, its outcome, and who checked (at least the norm's number of officers)."""

    inspection: int
    department: str
    outcome: Outcome
    answers: tuple[PointAnswer, ...]
    officers: tuple[str, ...]  # certificate numbers
    note: str = ""


@dataclass(frozen=True)
class ResultsRecorded:
    inspection: int
    department: str
    outcome: Outcome
    answers_sha256: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class ConcludeDepartment:
    """审核: the head of the department confirms; the last one closes the inspection."""

    inspection: int
    department: str


@dataclass(frozen=True)
class DepartmentConcluded:
    inspection: int
    visit: int
    department: str
    sid: str
    outcome: Outcome
    checked_at: datetime
    closes: bool

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class CancelInspection:
    inspection: int
    reason: str


@dataclass(frozen=True)
class InspectionCancelled:
    inspection: int
    visit: int
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class TaskRow:
    department: str
    min_officers: int
    status: TaskStatus
    outcome: Outcome | None
    officers: tuple[str, ...]
    note: str
    submitted_at: datetime | None
    concluded_at: datetime | None


@dataclass(frozen=True)
class InspectionRow:
    """An inspection as queries show it; the lead department's task stands first."""

    id: int
    number: str
    region_path: str
    visit: int
    code: str
    status: InspectionStatus
    notice: str
    tasks: tuple[TaskRow, ...]
