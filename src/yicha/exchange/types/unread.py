"""读不懂的回执: what a level above put into the folder, and nobody could make out."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PutReceiptAside:
    """`name` as it came, `file` as it is kept in the folder `refused` of the partner."""

    partner: int
    name: str
    file: str
    reason: str


@dataclass(frozen=True)
class ReceiptPutAside:
    receipt: int
    partner: int
    name: str
    reason: str

    @property
    def about(self) -> str:
        return f"partner:{self.partner}"


@dataclass(frozen=True)
class SettleReceipt:
    """What was done about it: asked for again, or taken down by hand from a corrected copy."""

    receipt: int
    words: str


@dataclass(frozen=True)
class ReceiptSettled:
    receipt: int
    partner: int
    words: str

    @property
    def about(self) -> str:
        return f"partner:{self.partner}"


@dataclass(frozen=True)
class UnreadReceiptRow:
    id: int
    partner: int
    partner_name: str
    name: str
    file: str
    reason: str
    at: datetime
    words: str
    settled_at: datetime | None
