"""立改废释: a law changes, and every department that owns an affected item says what becomes of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.engines.deadlines import Reading
from yicha.items.types.rows import Revision


class LawTaskStatus(StrEnum):
    OPEN = "open"
    PROPOSED = "proposed"  # a new version was proposed
    UNCHANGED = "unchanged"  # nothing need change, and why


@dataclass(frozen=True)
class RegisterLawChange:
    """`codes`: the affected items; `departments`: who shall say whether a new item is needed. `instrument` without 《》."""

    region_path: str
    kind: Revision
    instrument: str
    article: str
    in_force_on: date
    summary: str
    codes: tuple[str, ...]
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class LawChangeRegistered:
    law_change: int
    instrument: str
    tasks: int

    @property
    def about(self) -> str:
        return f"law_change:{self.law_change}"


@dataclass(frozen=True)
class AnswerLawTask:
    """不需修改: nothing need change, with the reason."""

    task: int
    reason: str


@dataclass(frozen=True)
class LawTaskAnswered:
    task: int
    department: str
    code: str
    reason: str

    @property
    def about(self) -> str:
        return f"law_task:{self.task}"


@dataclass(frozen=True)
class LawTaskRow:
    """`code` is empty where the question is whether a new item is needed."""

    id: int
    law_change: int
    instrument: str
    department: str
    code: str
    name: str
    status: LawTaskStatus
    reason: str
    closed_at: datetime | None
    clock: Reading


@dataclass(frozen=True)
class LawChangeRow:
    id: int
    kind: Revision
    instrument: str
    article: str
    in_force_on: date
    summary: str
    registered_at: datetime
    tasks: tuple[LawTaskRow, ...]

    @property
    def open(self) -> int:
        return sum(task.status is LawTaskStatus.OPEN for task in self.tasks)


@dataclass(frozen=True)
class AffectedItem:
    """An item that rests on an instrument; `cites`: it names the very article."""

    code: str
    name: str
    department: str
    legal_basis: str
    cites: bool
