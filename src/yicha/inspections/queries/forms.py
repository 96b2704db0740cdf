"""The merged form of a visit and what was written on it. Whoever asks has the inspection in the own jurisdiction."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from yicha.engines.forms import Sheet, merge
from yicha.inspections import models
from yicha.inspections.rules.answers import judged
from yicha.inspections.types import Answer, AnswerRow, EvidenceKind, EvidenceRow, PointResult, Question, RecordRow
from yicha.items.queries import items_on_days
from yicha.items.types import CheckPoint, ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning.types import VisitRow
from yicha.scenes.queries import confirmed_same


def merged_form(actor: Actor, planned: VisitRow) -> tuple[Question, ...]:
    return merged_forms(actor, [planned])[planned.id]


def merged_forms(actor: Actor, visits: Collection[VisitRow]) -> dict[int, tuple[Question, ...]]:
    """The published forms of each visit's day as one (engines/forms): what several departments ask stands once, and first (YX-2.4).

    Scenes in force that day say which other words mean the same. An item without check points is one question of its own name.
    """
    found: dict[int, tuple[Question, ...]] = {}
    for region_path in {planned.region_path for planned in visits}:
        here = [planned for planned in visits if planned.region_path == region_path]
        days = {planned.first_day for planned in here}
        items = items_on_days(actor, region_path, days, {demand.item_code for planned in here for demand in planned.demands})
        same = confirmed_same(actor, region_path, days)
        sorts = {(planned.first_day, _asked(planned)) for planned in here}  # an officer's day is many visits of few sorts
        forms = {(day, asked): _merged(tuple(_sheets(asked, items[day])), same[day]) for day, asked in sorts}
        found |= {planned.id: forms[planned.first_day, _asked(planned)] for planned in here}
    return found


_merged = lru_cache(maxsize=512)(merge)  # by what is asked, word for word: at all firms of a trade the same


def _asked(planned: VisitRow) -> tuple[tuple[str, str], ...]:
    """Departments in their order, and the items of each."""
    found = [(demand.department, demand.item_code) for demand in planned.demands]
    return tuple(dict.fromkeys(one for department in planned.departments for one in found if one[0] == department))


def _sheets(asked: Iterable[tuple[str, str]], items: Mapping[str, ItemRow]) -> Iterator[Sheet]:
    return (Sheet(department, code, items[code].name, _points(items[code])) for department, code in asked if code in items)


def _points(item: ItemRow) -> tuple[CheckPoint, ...]:
    return item.check_points or (CheckPoint(item.code, item.name, basis=item.legal_basis),)


def answers(actor: Actor, inspection: int) -> dict[str, AnswerRow]:
    """By the key of the question."""
    return answer_rows(_inspection(actor, inspection).answers.all())


def answers_among(actor: Actor, inspections: Collection[int]) -> dict[int, dict[str, AnswerRow]]:
    """The same of those of them that are in jurisdiction; of the others none."""
    found: dict[int, dict[str, AnswerRow]] = {pk: {} for pk in inspections}
    for row in within(actor, models.Answer.objects.filter(inspection__in=inspections), "inspection__region_path").order_by("pk"):
        found[row.inspection_id][row.question] = _answer(row)
    return found


def answer_rows(rows: Iterable[models.Answer]) -> dict[str, AnswerRow]:
    return {row.question: _answer(row) for row in sorted(rows, key=lambda row: row.pk)}


def _answer(row: models.Answer) -> AnswerRow:
    return AnswerRow(row.question, PointResult(row.result), row.note, row.officer, row.at, row.value, row.op, row.differs)


def judged_answer(question: Question, answer: Answer) -> Answer:
    """As it would be written down; RuleBroken if the question cannot be answered so (R-ITEM-2)."""
    return judged(answer, question)


def evidence(actor: Actor, inspection: int) -> tuple[EvidenceRow, ...]:
    """In the order of their chain."""
    return evidence_rows(_inspection(actor, inspection).evidence.all())


def evidence_rows(rows: Iterable[models.EvidenceItem]) -> tuple[EvidenceRow, ...]:
    return tuple(map(_piece, sorted(rows, key=lambda row: row.place)))


def site_record(actor: Actor, inspection: int) -> RecordRow | None:
    """None as long as nobody has signed or refused."""
    found = models.SiteRecord.objects.filter(inspection=_inspection(actor, inspection)).first()
    return record_row(found) if found else None


def _inspection(actor: Actor, pk: int) -> models.Inspection:
    return read(actor, models.Inspection.objects.all(), clause="LYG-4.4a", pk=pk)


def _piece(row: models.EvidenceItem) -> EvidenceRow:
    return EvidenceRow(
        place=row.place,
        kind=EvidenceKind(row.kind),
        question=row.question,
        note=row.note,
        file=row.file,
        digest=row.digest,
        previous=row.previous,
        chain=row.chain,
        copy=row.copy,
        receipt=row.receipt,
        officer=row.officer,
        at=row.at,
        unusable_because=row.unusable_because,
        position=row.position,
    )


def record_row(row: models.SiteRecord) -> RecordRow:
    return RecordRow(
        person=row.person,
        position=row.position,
        strokes=row.strokes,
        refused_because=row.refused_because,
        witness=row.witness,
        recusal=row.recusal,
        statement=row.statement,
        questions=row.questions,
        failed=row.failed,
        evidence=row.evidence,
        fingerprint=row.fingerprint,
        officer=row.officer,
        at=row.at,
    )
