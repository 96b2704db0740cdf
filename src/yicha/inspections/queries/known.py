"""结果互认 on the spot (R-EVID-1): what was found in order not long ago on the same question, by whichever department."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from yicha.inspections import models
from yicha.inspections.types import InspectionStatus, KnownResult, PointResult, Question
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning.queries import valid_for
from yicha.planning.types import ValidResult, VisitRow
from yicha.subjects.queries import numbers_of


def known_results(planned: VisitRow, form: Sequence[Question]) -> dict[str, KnownResult]:
    return results_known([(planned, form)])[planned.id]


def results_known(visits: Collection[tuple[VisitRow, Sequence[Question]]]) -> dict[int, dict[str, KnownResult]]:
    """Visit → key of a question → the latest such result on the visit's last day. What is checked for a cause, or after a filing that gave
    its reason, has its reason.

    Whoever asks has the visits in the own jurisdiction.
    """
    numbers = numbers_of({planned.sid for planned, _ in visits})
    spans = {planned.id: valid_for(planned.region_path, planned.days[1]) for planned, _ in visits}
    asked = {planned.id: {question.key for question in form if _only_planned(planned, question)} for planned, form in visits}
    rows = models.Answer.objects.filter(
        question__in=set[str]().union(*asked.values()),
        result=PointResult.PASS,
        inspection__status=InspectionStatus.CLOSED,
        inspection__region_path__in={planned.region_path for planned, _ in visits},
        inspection__visit__subject__in={number for some in numbers.values() for number in some},
        inspection__visit__last_day__gte=min((planned.days[1] - spans[planned.id] for planned, _ in visits), default=date.max),
        inspection__visit__last_day__lte=max((planned.days[1] for planned, _ in visits), default=date.min),
    )
    done = list(rows.select_related("inspection__visit").order_by("inspection__visit__last_day", "pk"))
    return {
        planned.id: {
            row.question: _known(row, row.inspection.visit.last_day + spans[planned.id])
            for row in done
            if row.question in asked[planned.id] and _counts_for(planned, row.inspection, numbers, spans[planned.id])
        }
        for planned, _ in visits
    }


def _counts_for(planned: VisitRow, done: models.Inspection, numbers: Mapping[str, tuple[str, ...]], days: timedelta) -> bool:
    """Another visit at the same subject, under whatever number, whose results are valid on the last day of this one."""
    on, then = planned.days[1], done.visit
    if then.pk == planned.id or done.region_path != planned.region_path or then.subject_id not in numbers.get(planned.sid, (planned.sid,)):
        return False
    return on - days <= then.last_day <= on


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
