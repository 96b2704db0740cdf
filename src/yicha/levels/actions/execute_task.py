from datetime import datetime

from django.db import IntegrityError

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.levels.actions._units import stepped
from yicha.levels.models import TaskUnit, TaskVisit
from yicha.levels.rules import tasks as rules
from yicha.levels.types import ExecuteTask, LevelPermission, TaskExecuted
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.queries import visit as visit_of
from yicha.planning.types import PlanTriggered, TriggerSource
from yicha.subjects.queries import sids_of


@use_case(may=LevelPermission.EXECUTE, clause="YX-2.8 GX-4.4 LYG-4.3a")
def execute_task(actor: Actor, command: ExecuteTask, at: datetime, /) -> TaskExecuted:
    """执行: a visit that is planned anyway serves the task too, so nobody comes twice; else one for this cause (R-FREQ-4)."""
    unit = stepped(actor, command.task, command.department, "execute")
    found = unit.task.subjects.filter(pk=command.subject).first() or absent("YX-2.8")
    sid = found.subject_id or ""
    rules.require_known(sid)
    if command.visit:
        planned = visit_of(actor, command.visit)
        rules.require_fitting(sids_of(actor, sid), planned.sid, planned.departments, unit.department)
    visit = command.visit or _triggered(actor, unit, sid, command, at)
    try:
        TaskVisit.objects.create(unit=unit, subject=found, visit_id=visit)
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return TaskExecuted(unit.task_id, unit.department, found.pk, visit)


def _triggered(actor: Actor, unit: TaskUnit, sid: str, command: ExecuteTask, at: datetime) -> int:
    region, day = unit.task.region_path, command.visit_on or at.date()
    item = items_in_force(actor, region, day, [command.item_code]).get(command.item_code)
    what = (command.item_code, item.check_class if item else "", day, command.minutes)
    triggered = PlanTriggered(region, unit.department, sid, *what, TriggerSource.ASSIGNED, unit.task.number)
    return int(plan_triggered(actor, triggered, at).visit)
