"""Our records as the levels above want them, with every version and what was said of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.engines.quality import Family


class RecordStatus(StrEnum):
    """Where one record stands on its way up."""

    HELD = "held"  # 待更正: our own check found faults; its provider mends it where it came from
    PENDING = "pending"  # 待推送
    BATCHED = "batched"  # 已组批: in a batch that has no answer for it yet
    ACCEPTED = "accepted"  # 已接收
    REJECTED = "rejected"  # 被退回
    WITHDRAWN = "withdrawn"  # 已撤回: never left, or deleted there as well


class Operation(StrEnum):
    """`cd_operation`: what the other side does with a row."""

    INSERT = "i"
    UPDATE = "u"
    DELETE = "d"


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
class WithdrawRecord:
    record: int
    reason: str


@dataclass(frozen=True)
class RecordWithdrawn:
    """`done`: nothing of it was ever sent. Else the level above has to delete it first."""

    record: int
    reason: str
    done: bool

    @property
    def about(self) -> str:
        return f"exchange_record:{self.record}"


@dataclass(frozen=True)
class WithdrawChecks:
    """All rows of a department's part: its published result was taken back. `annulled`: so are the measures that name it."""

    inspection: int
    department: str
    reason: str
    annulled: bool = False


@dataclass(frozen=True)
class ChecksWithdrawn:
    inspection: int
    department: str
    records: tuple[int, ...]
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class RereadChecks:
    """All rows of a department's part: its result was corrected."""

    inspection: int
    department: str


@dataclass(frozen=True)
class ChecksReread:
    inspection: int
    department: str
    records: tuple[int, ...]

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class Column:
    """One column of a layout. `source` names a fact of ours; `codes` how our values are called there; `offered` the usual words."""

    name: str
    label: str
    source: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    dictionary: str = ""
    register: str = ""
    pattern: str = ""
    need: bool = False
    most: int = 0
    offered: tuple[str, ...] = ()
    several: bool = False  # more than one of them may be true


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
    inspection_id: int | None
    department: str
    sid: str
    name: str
    status: RecordStatus
    checked_at: datetime
    due: date
    withdrawn_because: str
    given_by: str  # the program that gave it, or who entered it; empty: mapped from an inspection of ours
    follows: int | None  # the record of the check after which it was entered
    versions: tuple[VersionRow, ...]

    @property
    def by_system(self) -> bool:
        """A department's own system gave it."""
        return bool(self.given_by) and self.follows is None

    @property
    def last(self) -> VersionRow:
        return self.versions[-1]

    @property
    def reported(self) -> bool:
        """The level above has had a version of it: what is corrected or taken back afterwards is on no clock."""
        return any(one.verdict is Verdict.ACCEPTED for one in self.versions)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Why it came back: what our own check found, else what the other side said."""
        return self.last.faults or self.last.answer


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
    withdrawn: int
    late: int
    faultless: int  # our own check found nothing at the first time
    in_time: int  # accepted on the last day or before

    @property
    def correct(self) -> float:
        """正确率: of all, as they were provided."""
        return self.faultless / self.total if self.total else 0.0

    @property
    def timely(self) -> float | None:
        """及时率: of those that were accepted or are overdue; None while there is none."""
        owed = self.accepted + self.late
        return self.in_time / owed if owed else None


@dataclass(frozen=True)
class PushStanding:
    """Of one department's records: how many it has to mend and how many wait to be carried up, with the last day of the most urgent."""

    department: str
    to_mend: int
    mend_by: date | None
    to_carry: int
    carry_by: date | None


@dataclass(frozen=True)
class FaultCount:
    """How often one reason came, at one department: from our own check, or (no family) from the other side."""

    department: str
    family: Family | None
    column: str
    reason: str
    times: int
