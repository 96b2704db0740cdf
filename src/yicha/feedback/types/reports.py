"""码上共治: what somebody reports who scanned the code at a shop's door, and how it goes on. Nobody is asked who he is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from yicha.engines.deadlines import Reading

MOST_PHOTOS: Final = 3


class DoorReportStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class DoorStep(StrEnum):
    FORWARD = "forward"
    ANSWER = "answer"
    CLOSE = "close"


@dataclass(frozen=True)
class ReportProblem:
    """`secret`: SHA-256 of the word that goes with the receipt number; `sender`: a keyed mark of the address of today, counted and never
    kept with the report; `contact` is sealed before it is stored.
    """

    sid: str
    matter: str
    photos: tuple[UUID, ...]
    secret: str
    sender: str
    contact: str = ""


@dataclass(frozen=True)
class DoorReportMade:
    report: int
    number: str

    @property
    def about(self) -> str:
        return f"report:{self.report}"


@dataclass(frozen=True)
class ForwardDoorReport:
    report: int
    department: str


@dataclass(frozen=True)
class DoorReportForwarded:
    report: int
    department: str

    @property
    def about(self) -> str:
        return f"report:{self.report}"


@dataclass(frozen=True)
class AnswerDoorReport:
    """What the reporter reads."""

    report: int
    words: str


@dataclass(frozen=True)
class DoorReportAnswered:
    report: int
    words: str

    @property
    def about(self) -> str:
        return f"report:{self.report}"


@dataclass(frozen=True)
class CloseDoorReport:
    report: int
    words: str


@dataclass(frozen=True)
class DoorReportClosed:
    report: int
    words: str

    @property
    def about(self) -> str:
        return f"report:{self.report}"


@dataclass(frozen=True)
class DoorStepRow:
    """`department`: whose it is from then on; empty: the joint office's."""

    step: DoorStep
    department: str
    words: str
    at: datetime


@dataclass(frozen=True)
class DoorReportRow:
    """`contact` says only whether one was left. `department` holds it; empty: the joint office does."""

    id: int
    number: str
    sid: str
    name: str
    department: str
    matter: str
    photos: int
    contact: bool
    made_at: datetime
    status: DoorReportStatus
    steps: tuple[DoorStepRow, ...]
    clock: Reading | None


@dataclass(frozen=True)
class Shop:
    """What everybody may know of a shop at whose door he stands. `mark` proves that the address comes from the sign there."""

    sid: str
    name: str
    address: str
    mark: str
