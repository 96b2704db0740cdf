from datetime import datetime

from yicha.followups.actions._orders import own_order, tell_subject
from yicha.followups.rules.follow_ups import require_words
from yicha.followups.states import ORDER_TRANSITIONS
from yicha.followups.types import FollowUpPermission, OrderStatus, OrderWithdrawn, WithdrawOrder
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=FollowUpPermission.WITHDRAW, clause="LYG-4.4a")
def withdraw_order(actor: Actor, command: WithdrawOrder, at: datetime, /) -> OrderWithdrawn:
    """撤回: what was ordered wrongly; the follow-up is open again, and a new order may be given."""
    row = own_order(actor, command.order)
    require_words(command.reason, "理由")
    delivered = row.delivered_at is not None
    row.status = step(ORDER_TRANSITIONS, OrderStatus(row.status), "withdraw", clause="LYG-4.4a")
    row.withdrawn_because = command.reason.strip()
    row.save()
    if delivered:
        tell_subject(row, "责令改正通知书已撤回", row.withdrawn_because, at)
    return OrderWithdrawn(row.pk, row.withdrawn_because)
