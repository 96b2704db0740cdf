from datetime import datetime

from django.db import IntegrityError

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.levels.models import Whistle, WhistleVisit
from yicha.levels.rules import whistles as rules
from yicha.levels.states import WHISTLE_TRANSITIONS
from yicha.levels.types import LevelPermission, VisitForWhistle, WhistleStatus, WhistleVisited
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.types import PlanTriggered, TriggerSource
from yicha.subjects.queries import region_of


@use_case(may=LevelPermission.VISIT, clause="LYG-5.3 R-FREQ-4")
def visit_for_whistle(actor: Actor, command: VisitForWhistle, at: datetime, /) -> WhistleVisited:
    """转为检查: a department that reported plans a visit for a cause; its reference is the number of the whistle."""
    row = fetch(actor, Whistle.objects.all(), clause="LYG-5.3", pk=command.whistle)
    rules.require_own(actor, command.department)
    step(WHISTLE_TRANSITIONS, WhistleStatus(row.status), "visit", clause="LYG-5.3")
    rules.require_subject(row.subject_id or "")
    if not row.musters.filter(department=command.department).exists():
        absent("LYG-5.3")
    try:
        return _visited(actor, row, command, at)
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error


def _visited(actor: Actor, row: Whistle, command: VisitForWhistle, at: datetime) -> WhistleVisited:
    sid = row.subject_id or ""
    region = region_of(actor, sid)
    item = items_in_force(actor, region, command.visit_on, [command.item_code]).get(command.item_code)
    what = (command.item_code, item.check_class if item else "", command.visit_on, command.minutes)
    triggered = PlanTriggered(region, command.department, sid, *what, TriggerSource.ASSIGNED, row.number)
    made = plan_triggered(actor, triggered, at)
    WhistleVisit.objects.create(whistle=row, department=command.department, visit_id=made.visit)
    return WhistleVisited(row.pk, command.department, made.visit)
