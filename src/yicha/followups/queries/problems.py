"""Problems: of one part, and of a subject before."""

from collections.abc import Collection
from datetime import datetime

from yicha.followups import models
from yicha.followups.types import ProblemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.subjects.queries import numbers_of


def problems_of(actor: Actor, inspection: int, department: str) -> tuple[ProblemRow, ...]:
    found = within(actor, models.Problem.objects.filter(inspection=inspection, department=department))
    return tuple(map(problem_row, found.order_by("pk")))


def earlier_problems(actor: Actor, sid: str, items: Collection[str], since: datetime, before: datetime) -> list[ProblemRow]:
    """At the subject, under whatever number, from one moment until before another; of any item if none is named."""
    numbers = numbers_of([sid]).get(sid, (sid,))
    found = within(actor, models.Problem.objects.filter(subject__in=numbers, checked_at__gte=since, checked_at__lt=before))
    chosen = found.filter(item_code__in=items) if items else found
    return [problem_row(row) for row in chosen.order_by("checked_at", "pk")]


def problem_row(row: models.Problem) -> ProblemRow:
    return ProblemRow(row.item_code, row.point, row.content, row.basis, row.note, row.checked_at, row.inspection_id)
