"""What is written down on site: answers on the merged form, evidence, the record that the firm signs, a department's result."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from yicha.engines.forms import PointResult
from yicha.inspections.types.inspections import Outcome
from yicha.planning.types import ValidResult


@dataclass(frozen=True)
class KnownResult:
    """结果互认 (R-EVID-1): what an earlier visit found in order on the same question; `value` of what is measured."""

    result: ValidResult
    value: str
    inspection: int

    @property
    def adopting(self) -> str:
        """What stands beside an answer that takes it over."""
        return f"采用 {self.result.number} 的结果（{self.result.checked_on}）"


@dataclass(frozen=True)
class PointAnswer:
    """An answer as a department's result holds it: to a point of an item's published form."""

    item_code: str
    point: str
    result: PointResult
    note: str = ""
    value: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer to one question of the merged form, for every department that asks it. `question` is the question's key. `value` is the
    number measured or the choice made, where one is asked for: it decides the result.

    From a phone's log: `op` is the operation that says it, `officer` and `moment` who found it and when (else who writes, now);
    `differs`: somebody else has found something else, and nobody signs before a person has decided.
    """

    question: str
    result: PointResult
    note: str = ""
    value: str = ""
    op: str = ""
    officer: str = ""
    moment: datetime | None = None
    differs: bool = False


@dataclass(frozen=True)
class RecordAnswers:
    """One question, or “the rest is all right”. Until the firm has signed, an answer may be given anew."""

    inspection: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class AnswersRecorded:
    inspection: int
    officer: str
    answers: tuple[Answer, ...]

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class RecordSheets:
    """Of several visits, each once."""

    sheets: tuple[RecordAnswers, ...]


@dataclass(frozen=True)
class SheetsRecorded:
    """By one officer, of several visits."""

    officer: str
    of_each: tuple[AnswersRecorded, ...] = ()

    @property
    def about(self) -> str:
        return f"sheets:{self.officer}"


class EvidenceKind(StrEnum):
    """What a piece of evidence is. 样品 is a photograph of the sealed sample; its words say name, quantity and batch."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    SAMPLE = "sample"


@dataclass(frozen=True)
class AttachEvidence:
    """`file` is one the officer himself has uploaded; `note` says what it shows. `position` is “latitude,longitude” in degrees (WGS 84),
    empty where the officer did not let it be said: it proves where the piece was taken and serves nothing else.
    """

    inspection: int
    question: str
    file: UUID
    kind: EvidenceKind = EvidenceKind.PHOTO
    note: str = ""
    position: str = ""
    device: int = 0  # the registered device that recorded it; 0: none did


@dataclass(frozen=True)
class EvidenceAttached:
    """`chain` binds the piece to all before it: nobody can take one out or put one between. `receipt` is the server's signature over it."""

    inspection: int
    place: int
    question: str
    kind: EvidenceKind
    digest: str
    chain: str
    receipt: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


STROKES: Final = re.compile(r"(?=.{8,20000}\Z)(M\d{1,3} \d{1,3}( L\d{1,3} \d{1,3})+ ?)+")
"""A signature as it is kept: lines in a field of 600 x 300, nothing else."""


@dataclass(frozen=True)
class SignRecord:
    """现场检查笔录: signed by who was there for the firm, or its refusal with a witness (R-PROC-5).

    `strokes` is the signature as SVG path data in a field of 600 x 300. Of a refusal: `refused_because` and `witness`, no strokes.
    `recusal`: whom the firm wants replaced and why, empty: nobody, having been asked; `statement`: what it said (陈述申辩).
    """

    inspection: int
    person: str
    position: str = ""
    strokes: str = ""
    refused_because: str = ""
    witness: str = ""
    moment: datetime | None = None  # when it was signed without network; else now
    recusal: str = ""
    statement: str = ""


@dataclass(frozen=True)
class RecordSigned:
    """From now on no answer and no evidence changes. `fingerprint` is the SHA-256 of the whole record."""

    inspection: int
    officer: str
    refused: bool
    questions: int
    failed: int
    evidence: int
    fingerprint: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class RecordResults:
    """What one department makes of the signed record: its outcome, and who checked (at least the norm's number of officers)."""

    inspection: int
    department: str
    outcome: Outcome
    officers: tuple[str, ...]  # certificate numbers
    note: str = ""
    moment: datetime | None = None  # as of SignRecord


@dataclass(frozen=True)
class ResultsRecorded:
    inspection: int
    department: str
    outcome: Outcome
    answers_sha256: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"
