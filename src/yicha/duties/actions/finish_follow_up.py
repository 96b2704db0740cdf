from datetime import datetime

from yicha.duties.models import FollowUp
from yicha.duties.rules import minutes as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.types import DutyPermission, FinishFollowUp, FollowUpFinished
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.FINISH_FOLLOW_UP, clause="WS-2.3")
def finish_follow_up(actor: Actor, command: FinishFollowUp, at: datetime, /) -> FollowUpFinished:
    """The department says what it did. Late is late, and done all the same."""
    task = fetch(actor, FollowUp.objects.filter(minutes__withdrawn_because=""), clause="WS-2.3", pk=command.follow_up)
    require_own(actor, task.department)
    rules.require_open(task.done_at, command.result)
    task.done_at, task.result = at, command.result
    task.save()
    late = working_days().day_of(at) > task.due_by
    return FollowUpFinished(task.pk, task.minutes_id, task.department, late)
