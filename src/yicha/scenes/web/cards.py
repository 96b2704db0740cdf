"""Scenes as pages show them: codes have names, questions say who asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yicha.engines.forms import Question
from yicha.engines.scope import QueryRefused
from yicha.kernel.actor import Actor
from yicha.scenes import rules
from yicha.scenes.queries import form_of
from yicha.scenes.types import SceneForm, SceneRow, SceneStatus
from yicha.scenes.web.words import COMING, ENDED, STATUSES, Words
from yicha.subjects.queries import count_by_class


@dataclass(frozen=True)
class Tag:
    label: Words
    tone: str
    icon: str


@dataclass(frozen=True)
class Card:
    """One line of the list. `subjects` is None where the scope says nothing yet."""

    row: SceneRow
    lead: str
    others: tuple[str, ...]
    status: Tag
    form: SceneForm
    subjects: int | None

    @property
    def name(self) -> str:
        return self.row.content.name

    @property
    def items(self) -> int:
        return len(self.row.content.items)

    @property
    def questions(self) -> int:
        return len(self.form.questions)

    @property
    def state(self) -> str:
        return str(self.status.label)

    @property
    def valid_from(self) -> date | None:
        return self.row.valid_from


@dataclass(frozen=True)
class Line:
    """One question of the merged form: `marks` says for each department whether it asks."""

    place: int
    question: Question
    marks: tuple[bool, ...]
    needs: tuple[str, ...]
    conditions: tuple[str, ...]


def tag_of(row: SceneRow, on: date) -> Tag:
    if row.status is not SceneStatus.PUBLISHED or row.in_force(on):
        return Tag(*STATUSES[row.status])
    return Tag(*COMING) if row.valid_from and row.valid_from > on else Tag(*ENDED)


def card_of(actor: Actor, row: SceneRow, names: Mapping[str, str], on: date) -> Card:
    lead, *others = (names.get(code, code) for code in row.content.departments)
    return Card(row, lead, tuple(others), tag_of(row, on), form_of(actor, row, on), subjects_of(actor, row, on))


def subjects_of(actor: Actor, row: SceneRow, on: date) -> int | None:
    """How many subjects the scene means on a day."""
    if not row.content.scope_query.strip():
        return None
    try:
        return sum(count_by_class(actor, row.region_path, row.content.scope_query, on).values())
    except QueryRefused:
        return None


def lines_of(form: Sequence[Question], departments: Iterable[str]) -> list[Line]:
    order = tuple(departments)
    return [
        Line(
            place,
            question,
            tuple(code in question.departments for code in order),
            rules.needs_of(question),
            rules.conditions_of(question, form),
        )
        for place, question in enumerate(form, 1)
    ]
