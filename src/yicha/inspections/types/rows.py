"""What queries show of inspections."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yicha.inspections.types.inspections import InspectionStatus, Outcome, TaskStatus
from yicha.inspections.types.records import PointResult


@dataclass(frozen=True)
class TaskRow:
    department: str
    min_officers: int
    status: TaskStatus
    outcome: Outcome | None
    officers: tuple[str, ...]
    note: str
    submitted_at: datetime | None
    concluded_at: datetime | None
    returned_because: str


@dataclass(frozen=True)
class InspectionRow:
    """An inspection as queries show it; the lead department's task stands first."""

    id: int
    number: str
    region_path: str
    visit: int
    code: str
    status: InspectionStatus
    notice: str
    notified_at: datetime | None
    started_at: datetime | None
    started_by: str
    closed_at: datetime | None
    cancelled_because: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True)
class Asked:
    """Who asks a question of the merged form: a point of an item's published form, and the article that a failure offends."""

    department: str
    item_code: str
    item_name: str
    point: str
    basis: str


@dataclass(frozen=True)
class Question:
    """One question of the merged form: asked once, for every department whose form has it. `key` is a digest of its words."""

    key: str
    content: str
    method: str
    asked: tuple[Asked, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.department for one in self.asked))

    @property
    def bases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.basis for one in self.asked if one.basis))


@dataclass(frozen=True)
class AnswerRow:
    question: str
    result: PointResult
    note: str
    officer: str  # certificate number
    at: datetime


@dataclass(frozen=True)
class PhotoRow:
    """`digest` is that of the original, `chain` binds it to `previous`, the chain of the photograph before it."""

    place: int
    question: str
    file: UUID
    digest: str
    previous: str
    chain: str
    officer: str
    at: datetime


@dataclass(frozen=True)
class RecordRow:
    """现场检查笔录 as locked."""

    person: str
    position: str
    strokes: str
    refused_because: str
    witness: str
    questions: int
    failed: int
    photos: int
    fingerprint: str
    officer: str
    at: datetime


@dataclass(frozen=True)
class DeskRow:
    """One inspection in a list: whose, when, how far. `due` is the last day for its next step, None when nothing is left to do."""

    id: int
    number: str
    code: str
    sid: str
    name: str
    uscc: str
    town: str
    first_day: date
    last_day: date
    lead: str
    departments: tuple[str, ...]
    door: bool
    announced: bool
    status: InspectionStatus
    notice: str
    parts: int
    submitted: int
    concluded: int
    due: date | None
    officers: int = 0


@dataclass(frozen=True)
class CodePart:
    """One department's part, for the public: officers by family name (张某) and the end of their certificate numbers."""

    department: str
    items: tuple[str, ...]
    points: int
    officers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CodeView:
    """What a scanned code tells anybody (R-PROC-3): who comes, why, when. `fingerprint` is the digest of the notice as kept."""

    code: str
    number: str
    region: str
    region_path: str
    name: str
    organ: str
    parts: tuple[CodePart, ...]
    basis: tuple[str, ...]
    source: str
    mode: str
    first_day: date
    last_day: date
    times_this_year: int
    visits_this_year: int
    status: InspectionStatus
    started_at: datetime | None
    closed_at: datetime | None
    cancelled_because: str
    fingerprint: str


@dataclass(frozen=True)
class FirmAccess:
    """Whom the firm's code of a notice lets in, and until when."""

    sid: str
    region_path: str
    name: str
    inspection: int
    until: datetime
