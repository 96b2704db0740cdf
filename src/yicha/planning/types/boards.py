"""The merge board (合并台): a programme as people read and amend it. Weeks are indices of the plan year, as in the engine."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Amending(StrEnum):
    """What the joint conference may do to a visit of a draft."""

    PIN = "pin"  # 固定在这一周
    UNPIN = "unpin"
    MOVE = "move"  # 换周
    SPLIT = "split"  # 拆出一个部门
    REJECT = "reject"  # 不同意这一周
    ALLOW = "allow"  # 撤回不同意


@dataclass(frozen=True)
class AskMerge:
    """Have the worker merge what the draw gave; `first_day` as in `MergeProgramme`."""

    draw: int
    first_day: date


@dataclass(frozen=True)
class MergeAsked:
    programme: int
    draw: int
    first_day: date

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class AmendProgramme:
    """`card`: the key of a visit on the board. `week`: where to, of a move; which one is refused no more. `department`: who goes alone,
    of a split. `reason`: why a visit is refused in its week.
    """

    programme: int
    card: str
    act: Amending
    week: int = -1
    department: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ProgrammeAmended:
    programme: int
    version: int
    what: str
    doors: int
    unplaced: int

    @property
    def about(self) -> str:
        return f"programme:{self.programme}"


@dataclass(frozen=True)
class UndoAmendment:
    """Back to the version before the last amendment. `version`: the one that is taken back, as the person saw it."""

    programme: int
    version: int


@dataclass(frozen=True)
class BoardItem:
    """One piece of work at a visit: a plan line that fell on the subject."""

    demand: str
    department: str
    name: str
    check_class: str


@dataclass(frozen=True)
class BoardReason:
    """Why something was not merged or not placed: code of the engine's catalogue, and its sentence."""

    code: str
    chinese: str
    english: str


@dataclass(frozen=True)
class BoardRefusal:
    """A week in which the conference refused the visit, and why."""

    week: int
    reason: str


@dataclass(frozen=True)
class BoardVisit:
    """A visit at a door.

    `departments`: the lead first. `minutes`: of the department that stays longest. `before`: doors if each department came alone, of
    the subject in the year; `doors`: now. `weeks`: those that the law and the conference allow it. `apart`: why it is not one with
    `base`, the key of the subject's largest visit; None for the largest itself.
    """

    key: str
    sid: str
    name: str
    town: str
    week: int
    departments: tuple[str, ...]
    appointed: bool
    announced: bool
    minutes: int
    officers: int
    items: tuple[BoardItem, ...]
    weeks: tuple[int, ...]
    pinned: bool
    before: int
    doors: int
    apart: BoardReason | None
    base: str
    refused: tuple[BoardRefusal, ...] = ()


@dataclass(frozen=True)
class BoardAlone:
    """A door that one department would open alone: 合并前."""

    sid: str
    name: str
    town: str
    department: str
    selection: str  # random, list, full: that of its first line
    week: int
    items: tuple[BoardItem, ...]


@dataclass(frozen=True)
class BoardLoss:
    """A demand without a place: 未排."""

    sid: str
    name: str
    town: str
    item: BoardItem
    reason: BoardReason


@dataclass(frozen=True)
class BoardWeek:
    """`load`: per cent of the officer-minutes that are there, of the department that is nearest its end, `tightest`."""

    week: int
    doors: int
    load: int
    tightest: str


@dataclass(frozen=True)
class BoardFigures:
    """`officer_days`: used and there, from the first open week on."""

    demands: int
    alone_doors: int
    doors: int
    lower_bound: int
    unplaced: int
    unplaced_bound: int
    off_site: int
    officer_days_used: int
    officer_days: int


@dataclass(frozen=True)
class Board:
    figures: BoardFigures
    weeks: tuple[BoardWeek, ...]
    visits: tuple[BoardVisit, ...]
    alone: tuple[BoardAlone, ...]
    losses: tuple[BoardLoss, ...]


@dataclass(frozen=True)
class VersionRow:
    """A version of a programme. `parent`: the one that undoing the last amendment leads to; 0 if there is nothing to undo."""

    programme: int
    number: int
    parent: int
    what: str
    made_by: str
    made_at: datetime
