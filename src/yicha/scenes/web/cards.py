"""Scenes as pages show them: codes have names, questions say who asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yicha.engines.forms import CheckPoint, Question
from yicha.engines.scope import QueryRefused
from yicha.kernel.actor import Actor
from yicha.scenes.queries import form_of
from yicha.scenes.types import SceneForm, SceneRow, SceneStatus
from yicha.scenes.web.words import ANSWERS, COMING, ENDED, KINDS, PROOFS, STATUSES, Words
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


@dataclass(frozen=True)
class Line:
    """One question of the merged form: `marks` says for each department whether it asks."""

    place: int
    question: Question
    marks: tuple[bool, ...]
    needs: tuple[str, ...]
    kind: Words
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


def lines_of(form: Iterable[Question], departments: Iterable[str]) -> list[Line]:
    order, asked = tuple(departments), tuple(form)
    places = {(one.item, one.point.code): place for place, question in enumerate(asked, 1) for one in question.asked}
    return [
        Line(
            place,
            question,
            tuple(code in question.departments for code in order),
            tuple(needs_of(question)),
            KINDS[question.kind],
            tuple(_conditions(question, places)),
        )
        for place, question in enumerate(asked, 1)
    ]


def needs_of(question: Question) -> Iterable[str]:
    for sample in question.samples:
        yield f"抽查{sample.least}{sample.of}以上"
    for proof in question.proofs:
        yield f"{PROOFS[proof.kind]}{proof.least}"
    yield from dict.fromkeys(filter(None, (limit_of(one.point) for one in question.asked)))


def limit_of(point: CheckPoint) -> str:
    """≤ 8 ℃."""
    limit = point.limit
    if limit is None:
        return ""
    low = f"≥{limit.least}" if limit.least is not None else ""
    high = f"≤{limit.most}" if limit.most is not None else ""
    return " ".join(filter(None, (low, high, limit.unit)))


def _conditions(question: Question, places: Mapping[tuple[str, str], int]) -> Iterable[str]:
    if not question.conditional:
        return
    for one in question.asked:
        if wanted := one.point.shown_if:
            yield f"第{places.get((one.item, wanted.point), 0)}问答“{ANSWERS.get(wanted.answer, wanted.answer)}”"
