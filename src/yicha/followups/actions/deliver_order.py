from datetime import datetime

from yicha.followups.actions._orders import own_order, tell_firm
from yicha.followups.rules import orders as rules
from yicha.followups.states import ORDER_TRANSITIONS
from yicha.followups.types import DeliverOrder, FollowUpPermission, OrderDelivered, OrderStatus
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=FollowUpPermission.DELIVER, clause="LYG-4.4a R-PROC-6")
def deliver_order(actor: Actor, command: DeliverOrder, at: datetime, /) -> OrderDelivered:
    """送达: from here on the order binds; way, receiver and time are on record."""
    row = own_order(actor, command.order)
    rules.require_delivery(command, row.issued_at, at)
    row.status = step(ORDER_TRANSITIONS, OrderStatus(row.status), "deliver", clause="LYG-4.4a")
    row.way, row.received_by = command.way.value, command.received_by.strip()
    row.delivered_at = max(command.delivered_at, row.issued_at)
    row.witness, row.proof = command.witness.strip(), command.proof.strip()
    row.save()
    tell_firm(row, "责令改正通知书已送达", f"{row.correct_by} 前改正并报告：{row.demand}", at)
    return OrderDelivered(row.pk, command.way, row.delivered_at)
