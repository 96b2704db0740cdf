"""责令改正: an order, its delivery, the firm's report, the recheck, the end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from yicha.engines.deadlines import Reading
from yicha.followups.types.follow_ups import FollowUpKind, FollowUpStatus, ProblemRow
from yicha.inspections.types import DeliveryWay


class OrderStatus(StrEnum):
    ISSUED = "issued"  # 已下达
    DELIVERED = "delivered"  # 已送达
    ESCALATED = "escalated"  # 逾期上报
    REPORTED = "reported"  # 已报告，待复查
    CLOSED = "closed"  # 复查合格
    FAILED = "failed"  # 未改正，转案源
    WITHDRAWN = "withdrawn"  # 已撤回


class RecheckMode(StrEnum):
    DOCUMENTS = "documents"  # 书面复查
    VISIT = "visit"  # 上门复查


@dataclass(frozen=True)
class IssueOrder:
    """`correct_by` and `recheck_on` are the last day to correct and the day of the recheck."""

    follow_up: int
    fact: str
    article: str
    demand: str
    correct_by: date
    recheck_on: date


@dataclass(frozen=True)
class OrderIssued:
    """`paper`: the SHA-256 of what the notice says, in hex."""

    order: int
    number: str
    sid: str
    correct_by: date
    paper: str

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class OrderAtDoor:
    """当场责令改正 for `department`: the very words that the firm read on the officer's phone, who gave it, and who signed for it.

    `strokes` as in `SignRecord`; of a refusal `refused_because` and `witness`. `moment`: about when, if there was no network.
    """

    inspection: int
    department: str
    fact: str
    article: str
    demand: str
    correct_by: date
    recheck_on: date
    officers: tuple[str, ...]
    person: str = ""
    position: str = ""
    strokes: str = ""
    refused_because: str = ""
    witness: str = ""
    moment: datetime | None = None


@dataclass(frozen=True)
class OrderGivenAtDoor:
    """Issued and received in one: `paper` as in `OrderIssued`."""

    order: int
    number: str
    sid: str
    correct_by: date
    paper: str
    refused: bool

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class OrderTerms:
    """What holds of every order of a region that day: how long its term may be, and how to appeal against it."""

    days: int
    remedy: str


@dataclass(frozen=True)
class DeliverOrder:
    """`recipient`: who took it; `witness`: before whom it was left; `proof`: consent or postal number."""

    order: int
    way: DeliveryWay
    recipient: str
    delivered_at: datetime
    witness: str = ""
    proof: str = ""


@dataclass(frozen=True)
class OrderDelivered:
    order: int
    way: DeliveryWay
    delivered_at: datetime

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class ReportCorrection:
    """整改报告: by the firm itself, or by a clerk for a firm that brings paper (`brought_by`). `photos` the sender has uploaded."""

    order: int
    words: str
    photos: tuple[UUID, ...] = ()
    brought_by: str = ""


@dataclass(frozen=True)
class RunningOrder:
    """What an officer at the door has to look at again; `inspection`: at which it was found."""

    number: str
    inspection: int
    department: str
    fact: str
    demand: str
    correct_by: date


@dataclass(frozen=True)
class CorrectionReported:
    order: int
    place: int
    photos: int
    late: bool

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class PlanRecheck:
    """上门复查: a visit for a cause whose reference is the number of the order; it uses up no cap and is watched (R-FREQ-4)."""

    order: int
    item_code: str
    visit_on: date
    minutes: int


@dataclass(frozen=True)
class RecheckPlanned:
    order: int
    visit: int
    visit_on: date

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class ConcludeRecheck:
    """复查结论. Not corrected: `again_by` gives a new last day; without one the order has failed and a case is opened.

    `officers`: certificate numbers of those who looked, on the spot or at the papers.
    """

    order: int
    mode: RecheckMode
    corrected: bool
    words: str
    officers: tuple[str, ...]
    again_by: date | None = None


@dataclass(frozen=True)
class RecheckConcluded:
    order: int
    mode: RecheckMode
    corrected: bool
    status: OrderStatus
    again_by: date | None

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class RemindOrder:
    order: int


@dataclass(frozen=True)
class OrderReminded:
    """催告 to the firm that it is late; `times` so far. The last one that the norm allows goes up instead."""

    order: int
    times: int
    escalated: bool

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class WithdrawOrder:
    order: int
    reason: str


@dataclass(frozen=True)
class OrderWithdrawn:
    order: int
    reason: str

    @property
    def about(self) -> str:
        return f"order:{self.order}"


@dataclass(frozen=True)
class ReportPhotoRow:
    file: UUID
    digest: str


@dataclass(frozen=True)
class ReportRow:
    place: int
    words: str
    brought_by: str
    at: datetime
    photos: tuple[ReportPhotoRow, ...]


@dataclass(frozen=True)
class RecheckRow:
    mode: RecheckMode
    corrected: bool
    words: str
    officers: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class OrderRow:
    """责令改正通知书 with what became of it. `paper`: the exact text that the notice bears, as it was given (`pdf_of`)."""

    id: int
    follow_up: int
    number: str
    region_path: str
    inspection: int
    inspection_number: str
    department: str
    sid: str
    name: str
    uscc: str
    fact: str
    article: str
    demand: str
    correct_by: date
    recheck_on: date
    remedy: str
    status: OrderStatus
    issued_at: datetime
    way: DeliveryWay | None
    recipient: str
    witness: str
    proof: str
    delivered_at: datetime | None
    reminders: int
    reported_at: datetime | None
    concluded_at: datetime | None
    withdrawn_because: str
    visit: int | None
    visit_on: date | None
    reports: tuple[ReportRow, ...]
    rechecks: tuple[RecheckRow, ...]
    paper: str
    clock: Reading | None  # towards the next step, whoever has to take it

    @property
    def awaits_report(self) -> bool:
        return self.status in {OrderStatus.DELIVERED, OrderStatus.ESCALATED}


@dataclass(frozen=True)
class FollowUpRow:
    """One matter of the desk, with its order if it has one. `clock` runs towards what has to be done next; None: nothing."""

    id: int
    region_path: str
    inspection: int
    inspection_number: str
    department: str
    sid: str
    name: str
    town: str
    kind: FollowUpKind
    status: FollowUpStatus
    opened_at: datetime
    reason: str
    words: str
    recipient: str
    reference: str
    educated: str  # the matter for which education took the place of a penalty
    settled_at: datetime | None
    problems: tuple[ProblemRow, ...]
    order: OrderRow | None
    clock: Reading | None
