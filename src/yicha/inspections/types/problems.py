"""What was 不合格, in the words of the published form."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FailedPoint:
    """`basis` is 处罚依据, else the item's own basis; `note` what the officers wrote down."""

    item_code: str
    point: str
    content: str
    basis: str
    note: str


@dataclass(frozen=True)
class ConcludedPart:
    """One department's concluded part with what failed in it."""

    inspection: int
    number: str
    region_path: str
    department: str
    sid: str
    checked_at: datetime
    concluded_at: datetime
    failed: tuple[FailedPoint, ...]
