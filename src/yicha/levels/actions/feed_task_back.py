from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.levels.actions._units import stepped
from yicha.levels.rules.whistles import require_text
from yicha.levels.types import FeedTaskBack, LevelPermission, TaskFedBack
from yicha.norms.queries import working_days


@use_case(may=LevelPermission.FEED_BACK, clause="YX-2.8 GX-4.4")
def feed_task_back(actor: Actor, command: FeedTaskBack, at: datetime, /) -> TaskFedBack:
    """反馈: the head signs off what the department tells the higher level; the file carries it with the records of its checks."""
    unit = stepped(actor, command.task, command.department, "feed_back")
    require_text(command.suggestion, "反馈意见")
    unit.fed_back_at, unit.suggestion = at, command.suggestion
    unit.save()
    late = unit.feed_back_by is not None and working_days().day_of(at) > unit.feed_back_by
    return TaskFedBack(unit.task_id, unit.department, late)
