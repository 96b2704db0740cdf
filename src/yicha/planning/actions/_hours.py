"""How a visit gets its hour: as a clerk sets it, as the enterprise wished and the clerk granted."""

from datetime import datetime

from django.db import IntegrityError

from yicha.kernel.limits import broken_limit
from yicha.planning.models import Visit
from yicha.planning.queries.hours import calls_of, frame_for
from yicha.planning.queries.visits import visit_row
from yicha.planning.rules import hours
from yicha.planning.rules.limits import LIMITS
from yicha.planning.types import HoursSet


def place(visit: Visit, starts_at: datetime) -> HoursSet:
    """`visit` is locked. RuleBroken says which day, hour, absence or other door stands in the way."""
    row, before = visit_row(visit), visit.starts_at
    (call,) = calls_of([row])
    hours.require_staffed(call, staffed=row.staffed)
    frame = frame_for([row])
    hours.require_hour(call, starts_at, frame)
    hours.require_team(call, starts_at, frame)
    visit.starts_at, visit.ends_at = starts_at, starts_at + call.length
    try:
        visit.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return HoursSet(visit.pk, visit.starts_at, visit.ends_at, before)
