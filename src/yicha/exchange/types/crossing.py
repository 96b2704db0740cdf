"""多源比对: what a department says of a subject otherwise than the register, who answers for it and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DifferenceStatus(StrEnum):
    OPEN = "open"  # 待核对
    EXPLAINED = "explained"  # 已说明: both sides stay as they are, and why
    SETTLED = "settled"  # 已一致


class SourceKind(StrEnum):
    PERMITS = "permits"  # 许可
    RECORDS = "records"  # 监管行为


@dataclass(frozen=True)
class CompareSources:
    """All that departments say of the subjects of a region, beside its register."""

    region_path: str


@dataclass(frozen=True)
class SourcesCompared:
    """`found`: differences that were not known, or are other ones now; `settled`: those that are gone; `standing`: open ones."""

    region_path: str
    found: int
    settled: int
    standing: int

    @property
    def about(self) -> str:
        return f"exchange_crossing:{self.region_path}"


@dataclass(frozen=True)
class ExplainDifference:
    difference: int
    reason: str


@dataclass(frozen=True)
class DifferenceExplained:
    difference: int
    sid: str
    reason: str

    @property
    def about(self) -> str:
        return f"exchange_difference:{self.difference}"


@dataclass(frozen=True)
class DifferenceRow:
    """`rule`: its name; `paper`: the permit or record that says `theirs`. `due`: the last day of the clock `source_difference`."""

    id: int
    region_path: str
    sid: str
    name: str
    rule: str
    source: SourceKind
    department: str
    paper: str
    ours: str
    theirs: str
    status: DifferenceStatus
    found_at: datetime
    due: date
    closed_at: datetime | None
    reason: str


@dataclass(frozen=True)
class CrossCount:
    """Of one department, how many differences stand where."""

    department: str
    open: int
    late: int
    explained: int
    settled: int
