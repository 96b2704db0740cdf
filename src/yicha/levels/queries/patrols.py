"""Patrols of the actor's towns."""

from django.db.models import QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.levels.models import Patrol
from yicha.levels.types import PatrolRow
from yicha.subjects.queries import sids_of


def patrols(actor: Actor) -> list[PatrolRow]:
    """The latest first."""
    return [_row(row) for row in within(actor, _all())]


def patrols_at(actor: Actor, sid: str) -> list[PatrolRow]:
    """At one subject, under whatever number."""
    return [_row(row) for row in within(actor, _all().filter(subject__in=sids_of(actor, sid)))]


def patrol(actor: Actor, pk: int) -> PatrolRow:
    return _row(read(actor, _all(), clause="LYG-5.3", pk=pk))


def _all() -> QuerySet[Patrol]:
    return Patrol.objects.select_related("subject").order_by("-patrolled_on", "-pk")


def _row(row: Patrol) -> PatrolRow:
    return PatrolRow(
        id=row.pk,
        area=row.region_path,
        place=row.place,
        sid=row.subject_id or "",
        name=row.subject.name if row.subject else "",
        patrolled_by=row.patrolled_by,
        patrolled_on=row.patrolled_on,
        found=row.found,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        whistle=row.whistle_id or 0,
    )
