"""What queries show of scenes."""

from dataclasses import dataclass
from datetime import date, datetime

from yicha.engines.forms import Question, Ref
from yicha.scenes.types.acts import SceneStatus
from yicha.scenes.types.content import Finding, Origin, SceneContent


@dataclass(frozen=True)
class SceneRow:
    """One version. `valid_to` is the first day on which it no longer holds."""

    id: int
    region_path: str
    code: str
    version: int
    status: SceneStatus
    content: SceneContent
    same: tuple[frozenset[Ref], ...]
    apart: tuple[frozenset[Ref], ...]
    reason: str
    findings: tuple[Finding, ...]
    since: date | None
    origins: tuple[Origin, ...]
    review_note: str
    ended_because: str
    valid_from: date | None
    valid_to: date | None
    changed_at: datetime

    def in_force(self, on: date) -> bool:
        return (
            self.status is SceneStatus.PUBLISHED
            and self.valid_from is not None
            and self.valid_from <= on
            and (self.valid_to is None or on < self.valid_to)
        )


@dataclass(frozen=True)
class Difference:
    """One element before and after; empty is absent."""

    element: str
    old: str
    new: str


@dataclass(frozen=True)
class SceneForm:
    """一业一单 of a scene on a day. `alone`: how many questions the departments would ask each for itself."""

    questions: tuple[Question, ...]
    alone: int
    suspects: tuple[tuple[Question, Question], ...]
    missing: tuple[str, ...]  # names of items that are neither in force that day nor offered

    @property
    def saved(self) -> int:
        return self.alone - len(self.questions)
