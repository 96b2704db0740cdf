"""批次: built, carried, answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yicha.exchange.types.records import Remark, Verdict


class BatchStatus(StrEnum):
    BUILT = "built"  # 待送出
    SENT = "sent"  # 待回执
    ANSWERED = "answered"  # 已回执


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
