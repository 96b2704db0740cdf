"""A decision that has fallen: annulled, changed or declared unlawful by whoever may, and so to be taken off within the days of the law."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class AnnulmentKind(StrEnum):
    """As 行政处罚法§48 tells them apart."""

    CHANGED = "changed"
    REVOKED = "revoked"
    UNLAWFUL = "unlawful"
    VOID = "void"


@dataclass(frozen=True)
class RecordAnnulment:
    """`organ` decided on `decided_on`, under `number`. `reason` is what the public will read; the norm `clock.penalty_withdraw` runs from
    `decided_on`.
    """

    publication: int
    kind: AnnulmentKind
    organ: str
    number: str
    decided_on: date
    reason: str


@dataclass(frozen=True)
class AnnulmentRecorded:
    publication: int
    inspection: int
    department: str
    kind: AnnulmentKind
    number: str
    withdraw_by: date

    @property
    def about(self) -> str:
        return f"publication:{self.publication}"


@dataclass(frozen=True)
class AnnulmentRow:
    kind: AnnulmentKind
    organ: str
    number: str
    decided_on: date
    reason: str
    withdraw_by: date
    recorded_at: datetime


@dataclass(frozen=True)
class Explained:
    """公开说明理由: what was taken off on that account, without the name of whom it spoke of."""

    department: str
    annulment: AnnulmentRow
    withdrawn_at: datetime | None  # None: nobody took it off, its time was over
