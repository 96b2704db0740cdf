"""结果互认 on the spot (R-EVID-1): what was found in order not long ago on the same question, by whichever department."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from yicha.inspections import models
from yicha.inspections.types import InspectionStatus, KnownResult, PointResult, Question
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning.queries import valid_for
from yicha.planning.types import ValidResult, VisitRow
from yicha.subjects.queries import numbers_of


def known_results(planned: VisitRow, form: Sequence[Question], on: date) -> dict[str, KnownResult]:
    """Key of a question → the latest such result. What is checked for a cause, or after a filing that gave its reason, has its reason.

    Whoever asks has the visit in the own jurisdiction.
    """
    asked = {question.key for question in form if _only_planned(planned, question)}
    days = valid_for(planned.region_path, on)
    found = models.Answer.objects.filter(
        question__in=asked,
        result=PointResult.PASS,
        inspection__status=InspectionStatus.CLOSED,
        inspection__region_path=planned.region_path,
        inspection__visit__subject__in=numbers_of([planned.sid]).get(planned.sid, (planned.sid,)),
        inspection__visit__last_day__gte=on - days,
        inspection__visit__last_day__lte=on,
    )
    rows = found.exclude(inspection__visit=planned.id).select_related("inspection__visit").order_by("inspection__visit__last_day", "pk")
    return {row.question: _known(row, row.inspection.visit.last_day + days) for row in rows}


def adopted_at(actor: Actor, inspection: int) -> frozenset[str]:
    """The questions of a visit whose answers were taken over from earlier ones."""
    return frozenset(_adopted(actor).filter(inspection=inspection).values_list("question", flat=True))


def adopted_for(actor: Actor, sids: Collection[str]) -> int:
    """How many questions nobody asked these subjects again."""
    return _adopted(actor).filter(inspection__visit__subject__in=sids).count()


def _adopted(actor: Actor) -> QuerySet[models.Answer]:
    return within(actor, models.Answer.objects.exclude(adopted_from=None), "inspection__region_path")


def _only_planned(planned: VisitRow, question: Question) -> bool:
    lines: Mapping[tuple[str, str], str] = {(one.department, one.item_code): one.line for one in planned.demands}
    return all(lines.get((one.department, one.item)) for one in question.asked)


def _known(row: models.Answer, until: date) -> KnownResult:
    visit = row.inspection.visit
    return KnownResult(ValidResult(row.inspection.number, visit.lead, visit.last_day, until), row.value, row.inspection_id)
