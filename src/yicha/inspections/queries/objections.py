"""Objections: those that wait for a decision, and those of some inspections."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from yicha.engines.deadlines import Clock, Reading, read
from yicha.inspections import models
from yicha.inspections.types import ObjectionGround, ObjectionRow, ObjectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


def objections(actor: Actor, at: datetime, *, inspections: Collection[int] | None = None) -> list[ObjectionRow]:
    """Of these inspections; or all that are open in the actor's jurisdiction, the oldest first."""
    found = within(actor, _all())
    found = found.filter(status=ObjectionStatus.OPEN) if inspections is None else found.filter(inspection__in=list(inspections))
    return [_row(row, at) for row in found.order_by("raised_at", "pk")]


def objection_of(actor: Actor, inspection: int, at: datetime) -> ObjectionRow | None:
    return next(iter(objections(actor, at, inspections=[inspection])), None)


def _all() -> QuerySet[models.Objection]:
    return models.Objection.objects.select_related("inspection__visit__subject")


def _row(row: models.Objection, at: datetime) -> ObjectionRow:
    status, subject = ObjectionStatus(row.status), row.inspection.visit.subject
    return ObjectionRow(
        inspection=row.inspection_id,
        number=row.inspection.number,
        sid=subject.sid,
        name=subject.name,
        ground=ObjectionGround(row.ground),
        words=row.words,
        caller=row.caller,
        raised_at=row.raised_at,
        status=status,
        decision=row.decision,
        decided_at=row.decided_at,
        clock=_clock(row, at) if status is ObjectionStatus.OPEN else None,
    )


def _clock(row: models.Objection, at: datetime) -> Reading:
    calendar = working_days()
    norms = norms_in_force(row.region_path, calendar.day_of(row.raised_at))
    lights = norms.thresholds
    return read(Clock(row.raised_at, norms.term(NormCode.OBJECTION_DECISION)), at, calendar, lights)
