"""行业性、区域性问题: the same problem at many subjects, told to the government and to those who can act (LYG-4.4b)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SpreadProblem:
    """The same point failed at `subjects` subjects since `since`. Towns and industries with their counts, the most first."""

    item_code: str
    point: str
    content: str
    subjects: int
    since: date
    towns: tuple[tuple[str, int], ...]
    industries: tuple[tuple[str, int], ...]
    circulars: int  # how often it was told before in the same span


@dataclass(frozen=True)
class Circulate:
    """报告、通报: `government` is reported to, `recipients` are the departments that are told and acknowledge."""

    region_path: str
    department: str
    item_code: str
    point: str
    government: str
    recipients: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Circulated:
    circular: int
    number: str
    subjects: int
    recipients: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"circular:{self.circular}"


@dataclass(frozen=True)
class AcknowledgeCircular:
    """回执: what the department does about it."""

    circular: int
    department: str
    measures: str


@dataclass(frozen=True)
class CircularAcknowledged:
    circular: int
    department: str
    all_back: bool

    @property
    def about(self) -> str:
        return f"circular:{self.circular}"


@dataclass(frozen=True)
class ReceiptRow:
    department: str
    measures: str
    at: datetime | None


@dataclass(frozen=True)
class CircularRow:
    id: int
    number: str
    region_path: str
    department: str
    content: str
    subjects: int
    since: date
    government: str
    words: str
    issued_at: datetime
    receipts: tuple[ReceiptRow, ...]

    @property
    def back(self) -> int:
        return sum(one.at is not None for one in self.receipts)
