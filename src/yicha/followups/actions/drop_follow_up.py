from datetime import datetime

from yicha.followups.models import FollowUp
from yicha.followups.rules import follow_ups as rules
from yicha.followups.states import FOLLOW_UP_TRANSITIONS
from yicha.followups.types import DropFollowUp, FollowUpDropped, FollowUpPermission, FollowUpStatus, OrderStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=FollowUpPermission.DROP, clause="LYG-4.4a")
def drop_follow_up(actor: Actor, command: DropFollowUp, at: datetime, /) -> FollowUpDropped:
    """不再处置: by the head, with a reason that stays on record."""
    row = fetch(actor, FollowUp.objects.all(), clause="LYG-4.4a", pk=command.follow_up)
    rules.require_own(actor, row.department)
    rules.require_words(command.reason, "理由")
    rules.require_droppable(ordered=row.orders.exclude(status=OrderStatus.WITHDRAWN).exists())
    row.status = step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(row.status), "drop", clause="LYG-4.4a")
    row.words, row.settled_at = command.reason.strip(), at
    row.save()
    return FollowUpDropped(row.pk, row.words)
