"""What queries show of inspections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from yicha.engines.deadlines import Reading
from yicha.engines.forms import AnswerKind, PointResult, Question, asked_now
from yicha.inspections.types.inspections import InspectionStatus, Outcome, TaskStatus
from yicha.inspections.types.records import EvidenceKind, KnownResult
from yicha.planning.types import VisitRow


@dataclass(frozen=True)
class TaskRow:
    department: str
    min_officers: int
    status: TaskStatus
    holder: str  # account
    signed_at: datetime | None
    outcome: Outcome | None
    officers: tuple[str, ...]
    note: str
    submitted_at: datetime | None
    concluded_at: datetime | None
    returned_because: str
    withdrawn_because: str = ""
    entrusted_to: str = ""
    entrusted_basis: str = ""

    @property
    def checked_by(self) -> str:
        """Whose officers ask: its own, or those of whom it has entrusted (LYG-5.5)."""
        return self.entrusted_to or self.department


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
    stopped_because: str
    place: str
    no_code_because: str
    tasks: tuple[TaskRow, ...]

    def asking(self, department: str) -> frozenset[str]:
        """For which departments its officers ask: the own one and those that have entrusted it."""
        return frozenset({department} | {task.department for task in self.tasks if task.entrusted_to == department})


@dataclass(frozen=True)
class AnswerRow:
    question: str
    result: PointResult
    note: str
    officer: str  # certificate number
    at: datetime
    value: str = ""
    op: str = ""
    differs: bool = False


def values_of(answers: Mapping[str, AnswerRow]) -> dict[str, str]:
    """By the key of the question, as the engine reads them."""
    return {key: answer.value or answer.result.value for key, answer in answers.items()}


@dataclass(frozen=True)
class EvidenceRow:
    """`digest` is that of the original, `copy` of what pages show of a photograph; `chain` binds it to `previous`, the chain of the piece
    before it; `receipt` is our signature over it.
    """

    place: int
    kind: EvidenceKind
    question: str
    note: str
    file: UUID
    digest: str
    previous: str
    chain: str
    copy: str
    receipt: str
    officer: str
    at: datetime
    unusable_because: str = ""  # what the device that recorded it lacked
    position: str = ""  # where it was taken, if the officer let it be said


@dataclass(frozen=True)
class RecordRow:
    """现场检查笔录 as locked."""

    person: str
    position: str
    strokes: str
    refused_because: str
    witness: str
    recusal: str
    statement: str
    questions: int
    failed: int
    evidence: int
    fingerprint: str
    officer: str
    at: datetime


@dataclass(frozen=True)
class DeskRow:
    """One inspection in a list: whose, when, how far. `clock` runs towards its next step; None where nothing is left to do."""

    id: int
    number: str
    sid: str
    name: str
    uscc: str
    town: str
    first_day: date
    last_day: date
    lead: str
    departments: tuple[str, ...]
    announced: bool
    status: InspectionStatus
    notice: str
    parts: int
    submitted: int
    concluded: int
    clock: Reading | None


@dataclass(frozen=True)
class DeskFilter:
    """What a list is narrowed to; empty is all. `week` is the Monday of a week, `text` a part of name, uscc or number."""

    department: str = ""
    week: date | None = None
    status: InspectionStatus | None = None
    text: str = ""


@dataclass(frozen=True)
class ReviewRow:
    """A department's result that waits for its head."""

    inspection: int
    number: str
    name: str
    department: str
    outcome: Outcome
    note: str
    failed: tuple[tuple[str, str], ...]  # point and note of what is 不合格
    points: int
    refused: bool  # the firm did not sign
    officers: int
    submitted_at: datetime
    clock: Reading


@dataclass(frozen=True)
class EarlierResult:
    """What a department concluded at an earlier visit."""

    number: str
    on: date
    department: str
    outcome: Outcome
    note: str


@dataclass(frozen=True)
class HeldRow:
    """A visit that the asking transaction holds, with what judging a record of it wants to know."""

    inspection: InspectionRow
    answers: Mapping[str, AnswerRow]
    signed: bool


@dataclass(frozen=True)
class SiteRow:
    """A visit as one of its officers works on it: `own` are the questions that his department asks, entrusted ones too."""

    inspection: InspectionRow
    planned: VisitRow
    address: str
    officer: str
    department: str
    form: tuple[Question, ...]
    answers: Mapping[str, AnswerRow]
    evidence: tuple[EvidenceRow, ...]
    record: RecordRow | None
    known: Mapping[str, KnownResult] = field(default_factory=dict)  # by the key of the question
    signs: frozenset[str] = frozenset()  # at the door

    @property
    def asked(self) -> tuple[Question, ...]:
        """Of the form what is asked, as far as the answers go; the rest is skipped."""
        keys = asked_now(self.form, values_of(self.answers))
        return tuple(question for question in self.form if question.key in keys)

    @property
    def departments(self) -> frozenset[str]:
        return self.inspection.asking(self.department)

    @property
    def own(self) -> tuple[Question, ...]:
        return tuple(question for question in self.asked if self.departments.intersection(question.departments))

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """Of the own ones."""
        return tuple(question for question in self.own if question.key not in self.answers)

    @property
    def plain(self) -> tuple[Question, ...]:
        """Of the unanswered ones those that 合格 answers: nothing is to be measured or chosen, and nothing is known."""
        return tuple(question for question in self.unanswered if question.kind is AnswerKind.VERDICT and question.key not in self.known)

    @property
    def complete(self) -> bool:
        return all(question.key in self.answers for question in self.asked)

    @property
    def failed(self) -> tuple[Question, ...]:
        return tuple(one for one in self.asked if one.key in self.answers and self.answers[one.key].result is PointResult.FAIL)

    @property
    def task(self) -> TaskRow:
        """The own department's part."""
        return next(task for task in self.inspection.tasks if task.department == self.department)


@dataclass(frozen=True)
class CodePart:
    """One department's part, for the public: officers by family name (张某) and the end of their certificate numbers."""

    department: str
    items: tuple[str, ...]
    points: int
    officers: tuple[tuple[str, str], ...]
    entrusted_to: str = ""  # whose officers ask in its stead


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
    starts: datetime  # local, without zone, as the notice says it
    ends: datetime
    hour_known: bool
    materials: tuple[str, ...]
    contact: str
    supervision: str
    times_this_year: int
    visits_this_year: int
    status: InspectionStatus
    started_at: datetime | None
    closed_at: datetime | None
    cancelled_because: str
    fingerprint: str


@dataclass(frozen=True)
class DoorMark:
    """动态码: in which minute of the visit's days a phone showed it, by that phone's reckoning; None: no such phone, or another day."""

    shown: datetime | None
    fresh: bool


@dataclass(frozen=True)
class EnterpriseAccess:
    """Whom the firm's code of a notice lets in, and until when."""

    sid: str
    region_path: str
    name: str
    inspection: int
    until: datetime
