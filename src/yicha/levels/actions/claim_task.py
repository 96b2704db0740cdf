from datetime import datetime

from yicha.engines.deadlines import due
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.levels.actions._units import stepped
from yicha.levels.types import ClaimTask, LevelPermission, TaskClaimed
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


@use_case(may=LevelPermission.CLAIM, clause="YX-2.8 GX-4.4")
def claim_task(actor: Actor, command: ClaimTask, at: datetime, /) -> TaskClaimed:
    """认领: from now on the department answers for its part, and its time to feed back runs."""
    unit = stepped(actor, command.task, command.department, "claim")
    calendar = working_days()
    today = calendar.day_of(at)
    unit.claimed_at = at
    unit.feed_back_by = due(at, [norms_in_force(unit.task.region_path, today).term(NormCode.TASK_FEEDBACK)], calendar).day
    unit.save()
    return TaskClaimed(unit.task_id, unit.department, unit.feed_back_by, today > unit.task.claim_by)
