"""后续处置 of a department, what is due first on top."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from yicha.engines.deadlines import urgency
from yicha.followups import models
from yicha.followups.queries.clocks import follow_up_clock
from yicha.followups.queries.orders import order_row, orders_with_what_they_need
from yicha.followups.queries.problems import problem_row
from yicha.followups.types import FollowUpKind, FollowUpRow, FollowUpStatus, OrderStatus, ProblemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, read, within

PLAIN = (
    "region_path",
    "inspection_id",
    "department",
    "opened_at",
    "reason",
    "words",
    "recipient",
    "reference",
    "educated",
    "settled_at",
)


def follow_up(actor: Actor, pk: int, at: datetime) -> FollowUpRow:
    row = read(actor, _all(), clause="LYG-4.4a", pk=pk)
    return _rows(actor, [row], at)[0]


def follow_ups(
    actor: Actor, at: datetime, *, statuses: Collection[FollowUpStatus] = tuple(FollowUpStatus), inspection: int | None = None
) -> list[FollowUpRow]:
    """Of the actor's department, or of all for who acts for the region; of one inspection those of every department."""
    found = within(actor, _all().filter(status__in=statuses))
    found = of_department(actor, found) if inspection is None else found.filter(inspection=inspection)
    return due_first(_rows(actor, found.order_by("opened_at", "pk"), at))


def due_first(rows: Iterable[FollowUpRow]) -> list[FollowUpRow]:
    """By their clocks; what has none comes last, the latest first."""
    running = [row for row in rows if row.clock]
    over = [row for row in rows if not row.clock]
    return sorted(running, key=lambda row: urgency(row.clock)) + sorted(over, key=lambda row: row.settled_at or row.opened_at, reverse=True)


def _all() -> QuerySet[models.FollowUp]:
    return models.FollowUp.objects.select_related("subject", "inspection")


def _rows(actor: Actor, found: Iterable[models.FollowUp], at: datetime) -> list[FollowUpRow]:
    """Orders and problems are read once for all of them."""
    rows = list(found)
    standing = orders_with_what_they_need().filter(follow_up__in=rows).exclude(status=OrderStatus.WITHDRAWN)
    orders = {one.follow_up_id: one for one in standing}
    problems: dict[tuple[int, str], list[ProblemRow]] = defaultdict(list)
    for one in models.Problem.objects.filter(inspection__in={row.inspection_id for row in rows}).order_by("pk"):
        problems[one.inspection_id, one.department].append(problem_row(one))
    return [_row(row, orders.get(row.pk), tuple(problems[row.inspection_id, row.department]), at) for row in rows]


def _row(row: models.FollowUp, order: models.RectificationOrder | None, problems: tuple[ProblemRow, ...], at: datetime) -> FollowUpRow:
    plain = {name.removesuffix("_id"): getattr(row, name) for name in PLAIN}
    return FollowUpRow(
        **plain,
        id=row.pk,
        inspection_number=row.inspection.number,
        sid=row.subject.sid,
        name=row.subject.name,
        town=row.subject.town,
        kind=FollowUpKind(row.kind),
        status=FollowUpStatus(row.status),
        problems=problems,
        order=order_row(order, at) if order else None,
        clock=follow_up_clock(row, order, at),
    )
