"""One visit, one code, a part per department: what happens to an inspection, and what is told of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class InspectionPermission(StrEnum):
    READ = "inspections.inspection.read"
    OPEN = "inspections.inspection.open"
    NOTIFY = "inspections.inspection.notify"
    SCAN_IN = "inspections.inspection.scan_in"
    SIGN_FOR = "inspections.task.sign_for"
    NAME_COMPANION = "inspections.companion.name"
    ASSIST = "inspections.assistance.answer"
    RECORD = "inspections.result.record"
    CONCLUDE = "inspections.result.conclude"
    RETURN = "inspections.result.return"
    CANCEL = "inspections.inspection.cancel"
    WITHDRAW = "inspections.task.withdraw"
    STOP = "inspections.inspection.stop"
    OBJECT = "inspections.objection.raise"
    MAKE_DOCUMENT = "inspections.document.make"
    FILE_CASE = "inspections.case.file"
    DELIVER = "inspections.document.deliver"
    OPEN_ORIGINAL = "inspections.evidence.open"
    DECIDE_OBJECTION = "inspections.objection.decide"
    CORRECT = "inspections.result.correct"
    DECIDE_URGENCY = "inspections.urgency.decide"
    ENTRUST = "inspections.task.entrust"
    KEEP_DEVICE = "inspections.device.keep"
    TAKE_BACK_DEVICES = "inspections.device.take_back"
    REVIEW_DEVICE = "inspections.device.review"
    HAND_IN = "inspections.evidence.hand_in"


class InspectionStatus(StrEnum):
    SCHEDULED = "scheduled"
    NOTIFIED = "notified"
    HELD = "held"  # 有异议: nobody comes until the legal supervisor has decided
    STARTED = "started"
    STOPPED = "stopped"  # 已叫停: by the legal supervisor, until he lets it go on or ends it
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TaskStatus(StrEnum):
    """部门处置 (GX-4.4): 待签收 → 已签收 → 检查中 → 已提交 → 已审核."""

    WAITING = "waiting"
    SIGNED = "signed"
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


FOUND_NOTHING: Final = frozenset({Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS})
"""Results that speak against nobody: not to be repaired, never to be exposed."""


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
class DropInspections:
    """Of visits of the programme that were cancelled when it changed."""

    programme: int


@dataclass(frozen=True)
class InspectionsDropped:
    programme: int
    numbers: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class IssueNotice:
    """`site` is the address at which the public pages are reached, printed in the QR: https://yicha.example.cn."""

    inspection: int
    site: str = ""


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
    """扫码入企: the officer shows who he is and which code he checks under (R-PROC-3).

    `code` is the code of the inspection, or what the firm shows: the credit code of its licence, or the address of the sign at its door
    (either direction is lawful).
    """

    inspection: int
    code: str
    site: str = ""  # as in IssueNotice, for the notice that is handed over now
    moment: datetime | None = None  # when it was, without network; else now
    place: str = ""  # where the phone was, if the officer lets it say so: shows that he was at the door, and nothing else


@dataclass(frozen=True)
class InspectionStarted:
    """`notice` is the digest of the notice that the firm has: sent before, or handed over now if the law does not announce."""

    inspection: int
    visit: int
    officer: str
    at: datetime
    notice: str
    place: str = ""

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class BeginOffSite:
    """非现场检查: on papers, pictures or data. Nobody comes, so there is no code to show and no place."""

    inspection: int
    site: str = ""  # as in ScanIn


@dataclass(frozen=True)
class OffSiteBegun:
    inspection: int
    visit: int
    officer: str
    notice: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class EnterWithoutCode:
    """未亮码入企: the same door, and why no code could be shown. `urgent`: it could not wait for the approval, which comes afterwards."""

    inspection: int
    reason: str
    site: str = ""  # as in ScanIn
    urgent: bool = False


@dataclass(frozen=True)
class EnteredWithoutCode:
    """`cases`: of the leading department in this year, this one included (R-PROC-4)."""

    inspection: int
    visit: int
    lead: str
    officer: str
    notice: str
    reason: str
    cases: int
    urgent: bool

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class StopInspection:
    """叫停: the legal supervisor stops a visit under way. Nobody writes on it any more; what was recorded stays."""

    inspection: int
    reason: str


@dataclass(frozen=True)
class InspectionStopped:
    inspection: int
    visit: int
    reason: str
    open_departments: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class LiftStop:
    """恢复: what was wrong has been put right; everybody goes on where he was."""

    inspection: int
    reason: str


@dataclass(frozen=True)
class StopLifted:
    inspection: int
    visit: int
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class EndStoppedInspection:
    """终止: the open parts are withdrawn. The firm has been entered, so the visit stays used up for the year."""

    inspection: int
    reason: str


@dataclass(frozen=True)
class StoppedInspectionEnded:
    inspection: int
    visit: int
    reason: str

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
class CorrectResult:
    """更正结果 of a department that has concluded; `reason` is that of the appeal that was upheld."""

    inspection: int
    department: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True)
class ResultCorrected:
    inspection: int
    department: str
    before: Outcome
    outcome: Outcome
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class ReturnDepartment:
    """退回: the head wants the outcome or its description mended. What the firm signed stays as it is."""

    inspection: int
    department: str
    reason: str


@dataclass(frozen=True)
class DepartmentReturned:
    inspection: int
    department: str
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class CancelInspection:
    inspection: int
    reason: str


@dataclass(frozen=True)
class WithdrawDepartment:
    """撤出: this department does not come, or does not go on; the others do."""

    inspection: int
    department: str
    reason: str


@dataclass(frozen=True)
class DepartmentWithdrawn:
    inspection: int
    visit: int
    department: str
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class InspectionCancelled:
    inspection: int
    visit: int
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"
