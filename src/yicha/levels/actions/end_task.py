from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.levels.actions._units import stepped
from yicha.levels.queries import unit_visits
from yicha.levels.rules import tasks as rules
from yicha.levels.types import EndTask, LevelPermission, TaskEnded


@use_case(may=LevelPermission.END, clause="YX-2.8 GX-4.4")
def end_task(actor: Actor, command: EndTask, at: datetime, /) -> TaskEnded:
    """结束: what the department began is done; of what it did not check it says why."""
    unit = stepped(actor, command.task, command.department, "end")
    visits = unit_visits(unit.pk)
    unchecked = unit.task.subjects.count() - len(visits)
    rules.require_finished(visits, unchecked, command.reason)
    unit.ended_at, unit.end_reason = at, command.reason
    unit.save()
    return TaskEnded(unit.task_id, unit.department, len(visits), unchecked)
