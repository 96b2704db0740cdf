from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.levels.actions._units import stepped
from yicha.levels.rules.whistles import require_text
from yicha.levels.types import GiveTaskBack, LevelPermission, TaskGivenBack


@use_case(may=LevelPermission.CLAIM, clause="YX-2.8")
def give_task_back(actor: Actor, command: GiveTaskBack, at: datetime, /) -> TaskGivenBack:
    """退回: a department whose business it is not says so instead of claiming it; the higher level reads why."""
    unit = stepped(actor, command.task, command.department, "give_back")
    require_text(command.reason, "退回的理由")
    unit.returned_because = command.reason
    unit.save()
    return TaskGivenBack(unit.task_id, unit.department, command.reason)
