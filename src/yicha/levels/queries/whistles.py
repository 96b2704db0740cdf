"""Whistles of the actor's towns, and what is owed to them."""

from datetime import datetime

from django.db.models import QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.levels.models import Muster, Whistle
from yicha.levels.types import MusterRow, MusterStatus, WhistleRow, WhistleStatus, WhistleVisitRow

OPEN = (WhistleStatus.ESCALATED, WhistleStatus.CALLED, WhistleStatus.GATHERED)
WAITING = (WhistleStatus.CALLED, WhistleStatus.ESCALATED)


def whistles(actor: Actor) -> list[WhistleRow]:
    """All of the region, those that wait first, the soonest on top."""
    rows = [_row(row) for row in within(actor, _all()).order_by("report_by", "pk")]
    return sorted(rows, key=lambda row: OPEN.index(row.status) if row.status in OPEN else len(OPEN))


def whistle(actor: Actor, pk: int) -> WhistleRow:
    return _row(read(actor, _all(), clause="LYG-5.3", pk=pk))


def musters_owed(actor: Actor) -> list[WhistleRow]:
    """Whistles that named the actor's department and have not heard of it."""
    mine = Muster.objects.filter(department=actor.department, status=MusterStatus.ASKED).values("whistle")
    found = within(actor, _all().filter(status__in=WAITING, pk__in=mine))
    return [_row(row) for row in found.order_by("report_by", "pk")]


def whistles_overdue(at: datetime) -> list[int]:
    """Whose time to report is over and who have not been reported upwards; for the clock."""
    found = Whistle.objects.filter(status=WhistleStatus.CALLED, report_by__lte=at)
    return list(found.order_by("report_by", "pk").values_list("pk", flat=True))


def _all() -> QuerySet[Whistle]:
    return Whistle.objects.select_related("subject").prefetch_related("musters", "visits__visit")


def _row(row: Whistle) -> WhistleRow:
    musters = sorted(row.musters.all(), key=lambda one: one.pk)
    return WhistleRow(
        id=row.pk,
        number=row.number,
        area=row.region_path,
        place=row.place,
        sid=row.subject_id or "",
        name=row.subject.name if row.subject else "",
        matter=row.matter,
        raised_by=row.raised_by,
        raised_at=row.raised_at,
        report_by=row.report_by,
        status=WhistleStatus(row.status),
        result=row.result,
        closed_at=row.closed_at,
        musters=tuple(MusterRow(one.department, MusterStatus(one.status), one.said, one.at) for one in musters),
        visits=tuple(WhistleVisitRow(one.visit_id, one.visit.number, one.department, one.visit.first_day) for one in row.visits.all()),
    )
