from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.actions._hours import place
from yicha.planning.models import Visit
from yicha.planning.rules import filing, hours
from yicha.planning.types import HoursSet, PlanningPermission, SetHours, VisitStatus


@use_case(may=PlanningPermission.SCHEDULE, clause="GX-4.4 LYG-4.3a R-SUB-3")
def set_hours(actor: Actor, command: SetHours, at: datetime, /) -> HoursSet:
    """排定时间: by the clerk of the department that leads, until the enterprise is told."""
    visit = fetch(actor, Visit.objects.all(), clause="GX-4.4", pk=command.visit)
    filing.require_own(actor, visit.lead)
    hours.require_movable(VisitStatus(visit.status))
    return place(visit, command.starts_at)
