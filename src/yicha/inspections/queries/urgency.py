"""情况紧急先查: what waits for approval, and what was decided."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import QuerySet

from yicha.engines.deadlines import Reading
from yicha.inspections import models
from yicha.inspections.queries.clocks import Clocks
from yicha.inspections.types import UrgencyRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.orgs.queries import people


def urgencies(actor: Actor, at: datetime) -> list[UrgencyRow]:
    """Led by the actor's department, or all for who acts for the region: what waits first, the oldest on top; then the latest decided."""
    found = list(of_department(actor, _all(actor), "inspection__visit__lead").order_by("-entered_at", "-pk"))
    names = people(SYSTEM, {row.decided_by for row in found})
    rows = [_row(row, at, names) for row in found]
    waiting = [row for row in rows if row.approved is None]
    return waiting[::-1] + [row for row in rows if row.approved is not None]


def urgency_of(actor: Actor, inspection: int, at: datetime) -> UrgencyRow | None:
    row = _all(actor).filter(inspection=inspection).first()
    return _row(row, at, people(SYSTEM, [row.decided_by])) if row else None


def undecided_among(inspections: Collection[int]) -> set[int]:
    """Those that wait for their approval."""
    return set(models.Urgency.objects.filter(inspection__in=inspections, approved=None).values_list("inspection", flat=True))


def _all(actor: Actor) -> QuerySet[models.Urgency]:
    return within(actor, models.Urgency.objects.select_related("inspection__visit__subject"), "inspection__region_path")


def _row(row: models.Urgency, at: datetime, names: Mapping[str, str]) -> UrgencyRow:
    return UrgencyRow(
        inspection=row.inspection_id,
        number=row.inspection.number,
        name=row.inspection.visit.subject.name,
        lead=row.inspection.visit.lead,
        reason=row.inspection.no_code_because,
        entered_at=row.entered_at,
        approved=row.approved,
        opinion=row.opinion,
        decided_by=names.get(row.decided_by, row.decided_by),
        decided_at=row.decided_at,
        clock=_clock(row, at) if row.approved is None else None,
    )


def _clock(row: models.Urgency, at: datetime) -> Reading:
    return Clocks(row.inspection.region_path, at).approval(row.entered_at)
