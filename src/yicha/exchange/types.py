"""What other rooms may see of 数据交换: our records as the levels above want them, in batches, with what became of each."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.engines.quality import Family


class ExchangePermission(StrEnum):
    READ = "exchange.record.read"
    MAP = "exchange.record.map"
    MEND = "exchange.record.mend"
    BATCH = "exchange.batch.build"
    SEND = "exchange.batch.send"
    ANSWER = "exchange.batch.answer"
    READ_PARTNER = "exchange.partner.read"
    PROPOSE_PARTNER = "exchange.partner.propose"
    APPROVE_PARTNER = "exchange.partner.approve"
    END_PARTNER = "exchange.partner.end"


class RecordStatus(StrEnum):
    """Where one record stands on its way up."""

    HELD = "held"  # 待更正: our own check found faults; its provider mends it where it came from
    PENDING = "pending"  # 待推送
    BATCHED = "batched"  # 已组批: in a batch that has no answer for it yet
    ACCEPTED = "accepted"  # 已接收
    REJECTED = "rejected"  # 被退回


class BatchStatus(StrEnum):
    BUILT = "built"  # 待送出
    SENT = "sent"  # 待回执
    ANSWERED = "answered"  # 已回执


class Way(StrEnum):
    """How a batch gets to the level above."""

    API = "api"  # over the network, signed
    FILE = "file"  # through a gateway without network: a folder out, a folder in


class PartnerStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    ENDED = "ended"


class Operation(StrEnum):
    """`cd_operation`: what the other side does with a row."""

    INSERT = "i"
    UPDATE = "u"


class Verdict(StrEnum):
    """What the other side said of one row of a batch; nothing yet is empty."""

    NONE = ""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Remark:
    """Why a row does not do: `column` as the layout names it, empty if it is the whole row."""

    column: str
    reason: str
    value: str = ""
    family: Family | None = None  # None: the other side said it, not our own check


@dataclass(frozen=True)
class MapCheck:
    """From a concluded department part: a row for each item that the department checked."""

    inspection: int
    department: str


@dataclass(frozen=True)
class ChecksMapped:
    inspection: int
    department: str
    records: tuple[int, ...]
    held: int

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class MendRecord:
    """Read the source once more, after it was corrected there."""

    record: int


@dataclass(frozen=True)
class RecordMended:
    """`held`: faults are left. `version` is the one that now waits, or the last one where the source says nothing new."""

    record: int
    version: int
    held: bool

    @property
    def about(self) -> str:
        return f"exchange_record:{self.record}"


@dataclass(frozen=True)
class BuildBatch:
    region_path: str
    table: str


@dataclass(frozen=True)
class BatchBuilt:
    batch: int
    number: str
    table: str
    rows: int

    @property
    def about(self) -> str:
        return f"exchange_batch:{self.batch}"


@dataclass(frozen=True)
class NoteSent:
    """The bytes have left: handed to the gateway, or taken by the other side, which has still to answer for each row."""

    batch: int


@dataclass(frozen=True)
class BatchSent:
    batch: int
    number: str
    times: int

    @property
    def about(self) -> str:
        return f"exchange_batch:{self.batch}"


@dataclass(frozen=True)
class RowAnswer:
    """What a receipt says of the row with this `cd_id`."""

    row: str
    verdict: Verdict
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Receipt:
    batch: str
    answers: tuple[RowAnswer, ...]


@dataclass(frozen=True)
class TakeReceipt:
    """`content` as it came, `receipt` what it says. It may come again, and may answer for a part of the rows only."""

    region_path: str
    content: str
    receipt: Receipt


@dataclass(frozen=True)
class ReceiptTaken:
    batch: int
    number: str
    accepted: int
    rejected: int
    waiting: int

    @property
    def about(self) -> str:
        return f"exchange_batch:{self.batch}"


@dataclass(frozen=True)
class NoteFailed:
    """What kept a batch from being carried or answered; it is tried again, later each time."""

    batch: int
    reason: str


@dataclass(frozen=True)
class CarriageFailed:
    batch: int
    number: str
    failures: int
    next_try_at: datetime

    @property
    def about(self) -> str:
        return f"exchange_batch:{self.batch}"


@dataclass(frozen=True)
class ConfirmBatch:
    """Asked once more the day after its receipt: `held` says whether the other side still has it."""

    batch: int
    held: bool


@dataclass(frozen=True)
class BatchConfirmed:
    batch: int
    number: str
    held: bool

    @property
    def about(self) -> str:
        return f"exchange_batch:{self.batch}"


@dataclass(frozen=True)
class ProposePartner:
    """`address`: where its interface answers; empty for the way by file."""

    region_path: str
    name: str
    way: Way
    address: str = ""


@dataclass(frozen=True)
class PartnerProposed:
    partner: int
    name: str

    @property
    def about(self) -> str:
        return f"exchange_partner:{self.partner}"


@dataclass(frozen=True)
class ApprovePartner:
    partner: int


@dataclass(frozen=True)
class PartnerApproved:
    partner: int
    name: str

    @property
    def about(self) -> str:
        return f"exchange_partner:{self.partner}"


@dataclass(frozen=True)
class EndPartner:
    partner: int
    reason: str


@dataclass(frozen=True)
class PartnerEnded:
    partner: int
    reason: str

    @property
    def about(self) -> str:
        return f"exchange_partner:{self.partner}"


@dataclass(frozen=True)
class PartnerRow:
    """The level above that takes a region's batches. `failures` in a row; until `rests_until` it is left alone."""

    id: int
    region_path: str
    name: str
    way: Way
    address: str
    status: PartnerStatus
    proposed_by: str
    approved_by: str
    ended_because: str
    failures: int
    trouble: str
    rests_until: datetime | None


@dataclass(frozen=True)
class Column:
    """One column of a layout. `source` names a fact of ours; `codes` how our values are called there."""

    name: str
    label: str
    source: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    dictionary: str = ""
    register: str = ""
    need: bool = False


@dataclass(frozen=True)
class VersionRow:
    """A row as it was mapped, and what became of it. All of them are kept."""

    number: int
    operation: Operation
    content: tuple[tuple[str, str], ...]
    faults: tuple[Remark, ...]
    mapped_at: datetime
    batch: str
    batch_id: int | None
    verdict: Verdict
    answer: tuple[Remark, ...]
    answered_at: datetime | None


@dataclass(frozen=True)
class RecordRow:
    """One of our records on its way up. `due` is the last day of the clock `result_push_platform` (LYG-4.4c)."""

    id: int
    region_path: str
    table: str
    key: str
    department: str
    sid: str
    name: str
    status: RecordStatus
    checked_at: datetime
    due: date
    versions: tuple[VersionRow, ...]

    @property
    def last(self) -> VersionRow:
        return self.versions[-1]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Why it came back: what our own check found, else what the other side said."""
        return self.last.faults or self.last.answer


@dataclass(frozen=True)
class BatchRow:
    id: int
    region_path: str
    number: str
    table: str
    status: BatchStatus
    rows: int
    accepted: int
    rejected: int
    built_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    times: int
    failures: int
    trouble: str
    next_try_at: datetime | None
    confirmed_at: datetime | None

    @property
    def waiting(self) -> int:
        return self.rows - self.accepted - self.rejected


@dataclass(frozen=True)
class ProviderCount:
    """谁提供谁负责: of one department's records how many stand where, and how many of them are late."""

    department: str
    total: int
    held: int
    pending: int
    batched: int
    accepted: int
    rejected: int
    late: int
