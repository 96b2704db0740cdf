"""会商、通报: what was agreed or told, and what each department has to do by when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MinutesKind(StrEnum):
    MEETING = "meeting"  # 会商
    CIRCULAR = "circular"  # 通报


@dataclass(frozen=True)
class Task:
    """`done_on`, `result`: of one that was finished before the minutes are registered here."""

    department: str
    what: str
    due_by: date
    done_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class RecordMinutes:
    """`department` called the meeting or sends the circular; `parties` took part or receive it."""

    region_path: str
    department: str
    kind: MinutesKind
    title: str
    held_on: date
    parties: tuple[str, ...]
    text: str
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class MinutesEntry:
    """A row of the workbook; its number the register gives."""

    title: str
    kind: MinutesKind
    held_on: date
    department: str
    parties: tuple[str, ...]
    text: str
    tasks: tuple[Task, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.department}|{self.held_on}|{self.title}"


@dataclass(frozen=True)
class MinutesRecorded:
    minutes: int
    number: str
    parties: tuple[str, ...]
    follow_ups: tuple[int, ...]

    @property
    def about(self) -> str:
        return f"minutes:{self.minutes}"


@dataclass(frozen=True)
class FinishFollowUp:
    follow_up: int
    result: str


@dataclass(frozen=True)
class FollowUpFinished:
    follow_up: int
    minutes: int
    department: str
    late: bool

    @property
    def about(self) -> str:
        return f"minutes:{self.minutes}"


@dataclass(frozen=True)
class FollowUpRow:
    id: int
    minutes: int
    title: str
    number: str
    by: str  # who called the meeting
    department: str
    what: str
    due_by: date
    done_at: datetime | None
    result: str


@dataclass(frozen=True)
class MinutesRow:
    id: int
    number: str
    department: str
    kind: MinutesKind
    title: str
    held_on: date
    parties: tuple[str, ...]
    text: str
    follow_ups: tuple[FollowUpRow, ...]

    @property
    def open(self) -> tuple[FollowUpRow, ...]:
        return tuple(one for one in self.follow_ups if one.done_at is None)
