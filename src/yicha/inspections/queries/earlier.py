"""What departments found at a subject before, for who stands at its door again."""

from collections import defaultdict
from collections.abc import Collection

from yicha.inspections import models
from yicha.inspections.types import EarlierResult, Outcome, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.subjects.queries import numbers_of


def earlier_results(actor: Actor, sids: Collection[str]) -> dict[str, tuple[EarlierResult, ...]]:
    """Number → the results that heads have confirmed, under whatever number of the subject, the latest first; one statement for all."""
    numbers = numbers_of(sids)
    done = models.DepartmentTask.objects.filter(
        status=TaskStatus.CONCLUDED,
        inspection__visit__subject__in={number for some in numbers.values() for number in some},
    )
    by_subject: dict[str, list[models.DepartmentTask]] = defaultdict(list)
    rows = within(actor, done, "inspection__region_path").select_related("inspection__visit")
    for row in rows.order_by("-inspection__visit__last_day", "inspection", "place"):
        by_subject[row.inspection.visit.subject_id].append(row)
    return {sid: tuple(_result(row) for number in some for row in by_subject[number]) for sid, some in numbers.items()}


def _result(row: models.DepartmentTask) -> EarlierResult:
    inspection = row.inspection
    return EarlierResult(inspection.number, inspection.visit.last_day, row.department, Outcome(row.outcome), row.note)
