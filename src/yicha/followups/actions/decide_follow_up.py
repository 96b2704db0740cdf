from datetime import datetime

from yicha.followups.actions._opened import open_kinds
from yicha.followups.models import FollowUp
from yicha.followups.rules import follow_ups as rules
from yicha.followups.states import FOLLOW_UP_TRANSITIONS
from yicha.followups.types import DecideFollowUp, FollowUpDecided, FollowUpKind, FollowUpPermission, FollowUpStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=FollowUpPermission.DECIDE, clause="LYG-4.4a")
def decide_follow_up(actor: Actor, command: DecideFollowUp, at: datetime, /) -> FollowUpDecided:
    """定性: what was “待后续处理” becomes what it is."""
    row = fetch(actor, FollowUp.objects.all(), clause="LYG-4.4a", pk=command.follow_up)
    rules.require_own(actor, row.department)
    rules.require_choice(FollowUpKind(row.kind), command.kinds)
    rules.require_words(command.reason, "理由")
    row.status = step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(row.status), "decide", clause="LYG-4.4a")
    row.words, row.settled_at = command.reason.strip(), at
    row.save()
    open_kinds(row, command.kinds, command.reason.strip()[:400], at)
    return FollowUpDecided(row.pk, command.kinds, row.words)
