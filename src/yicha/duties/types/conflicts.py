"""规则不一致、不衔接: two provisions, who has to mend them, until when, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ConflictKind(StrEnum):
    INCONSISTENT = "inconsistent"  # 不一致
    UNCONNECTED = "unconnected"  # 不衔接


class ConflictStatus(StrEnum):
    OPEN = "open"  # 待处理
    REVISED = "revised"  # 已修订
    KEPT = "kept"  # 保留
    WITHDRAWN = "withdrawn"  # 登记已撤回: it came by an import that was undone


@dataclass(frozen=True)
class Provision:
    source: str  # document and article
    text: str


@dataclass(frozen=True)
class Settled:
    """What came of a conflict that was settled before it is registered here."""

    outcome: ConflictStatus
    reason: str
    closed_on: date
    document: str = ""
    item: str = ""


@dataclass(frozen=True)
class ReportConflict:
    """`owner` is the department that has to mend it; `description` says how the two do not fit. `found_on` None: today.

    `settled`: what is only written down here, by whoever acts for the owner.
    """

    region_path: str
    kind: ConflictKind
    title: str
    provisions: tuple[Provision, Provision]
    description: str
    found_by: str
    owner: str
    found_on: date | None = None
    settled: Settled | None = None


@dataclass(frozen=True)
class ConflictReported:
    conflict: int
    number: str
    owner: str
    settle_by: date
    status: ConflictStatus

    @property
    def about(self) -> str:
        return f"conflict:{self.conflict}"


@dataclass(frozen=True)
class GiveConflictOpinion:
    conflict: int
    department: str
    opinion: str


@dataclass(frozen=True)
class ConflictOpinionGiven:
    conflict: int
    department: str

    @property
    def about(self) -> str:
        return f"conflict:{self.conflict}"


@dataclass(frozen=True)
class SettleConflict:
    """Revised by a document (and, where one changed, an item of the list), or kept for a reason."""

    conflict: int
    outcome: ConflictStatus
    reason: str
    document: str = ""
    item: str = ""


@dataclass(frozen=True)
class ConflictSettled:
    conflict: int
    outcome: ConflictStatus
    document: str
    item: str
    late: bool

    @property
    def about(self) -> str:
        return f"conflict:{self.conflict}"


@dataclass(frozen=True)
class ConflictOpinion:
    department: str
    opinion: str
    given_at: datetime


@dataclass(frozen=True)
class ConflictRow:
    id: int
    number: str
    kind: ConflictKind
    title: str
    provisions: tuple[Provision, Provision]
    description: str
    found_by: str
    owner: str
    found_at: datetime
    settle_by: date
    status: ConflictStatus
    opinions: tuple[ConflictOpinion, ...]
    reason: str
    document: str
    item: str
    closed_at: datetime | None


@dataclass(frozen=True)
class ConflictEntry:
    """A row of the workbook. Its number, and what other departments said of it, stay with the register."""

    title: str
    kind: ConflictKind
    first_source: str
    first_text: str
    second_source: str
    second_text: str
    description: str
    found_by: str
    found_on: date
    owner: str
    status: ConflictStatus
    reason: str = ""
    document: str = ""
    item: str = ""
    closed_on: date | None = None

    @property
    def key(self) -> str:
        return f"{self.found_on}|{self.title}|{self.first_source}|{self.second_source}"
