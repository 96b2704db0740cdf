"""对象不在: the officers stand before a closed door. Nothing is found of anybody, and the register is asked to look."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yicha.draws.types import LossReason


@dataclass(frozen=True)
class ReportAbsence:
    """`photos` are files that the officer himself has uploaded: at least one shows the place. `position` as of `AttachEvidence`."""

    inspection: int
    ground: LossReason
    words: str
    photos: tuple[UUID, ...]
    position: str = ""


@dataclass(frozen=True)
class SubjectAbsent:
    """`counted`: the norm takes this for a door that was entered, so the year's visit is used up."""

    inspection: int
    visit: int
    sid: str
    ground: LossReason
    words: str
    photos: int
    counted: bool

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class AbsenceRow:
    ground: LossReason
    words: str
    officer: str  # certificate number
    at: datetime
    counted: bool
