from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError

from yicha.engines.deadlines import week_start
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.planning.models import Visit
from yicha.planning.queries import visits
from yicha.planning.queries.hours import calls_of, frame_for
from yicha.planning.rules import filing, hours
from yicha.planning.rules.limits import LIMITS
from yicha.planning.types import HoursProposed, PlanningPermission, ProposeHours, VisitRow, VisitStatus

BATCH = 1000


@use_case(may=PlanningPermission.SCHEDULE, clause="GX-4.4 R-SUB-3")
def propose_hours(actor: Actor, command: ProposeHours, at: datetime, /) -> HoursProposed:
    """按路线排时间: each visit of the week that has no hour yet gets one, town by town. What is told or set already stays."""
    if not actor.covers(command.region_path):
        absent("GX-4.4")
    filing.require_whose(actor, command.department)
    rows = _open(actor, command)
    placed = _place([row for row in rows if row.staffed])
    left = tuple(row.number for row in rows if row.id not in placed)
    return HoursProposed(command.region_path, command.year, command.week, len(placed), left)


def _open(actor: Actor, command: ProposeHours) -> list[VisitRow]:
    first = max(week_start(command.year, command.week), date(command.year, 1, 1))
    found = visits(actor, command.region_path, between=(first, week_start(command.year, command.week) + timedelta(days=6)))
    waiting = [row for row in found if row.starts_at is None and row.door and row.status is VisitStatus.PUBLISHED]
    return [row for row in waiting if command.department in {"", row.lead}]


def _place(rows: Sequence[VisitRow]) -> Mapping[int, datetime]:
    if not rows:
        return {}
    calls = calls_of(rows)
    found, lengths = hours.propose(calls, frame_for(rows)), {call.visit: call.length for call in calls}
    held = list(Visit.objects.select_for_update().filter(pk__in=found, status=VisitStatus.PUBLISHED, starts_at=None).order_by("pk"))
    for visit in held:
        visit.starts_at, visit.ends_at = found[visit.pk], found[visit.pk] + lengths[visit.pk]
    try:
        Visit.objects.bulk_update(held, ["starts_at", "ends_at"], batch_size=BATCH)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return {visit.pk: found[visit.pk] for visit in held}
