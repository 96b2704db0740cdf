from datetime import datetime

from yicha.followups.actions._orders import tell_department, tell_subject
from yicha.followups.models import RectificationOrder
from yicha.followups.rules import orders as rules
from yicha.followups.states import ORDER_TRANSITIONS
from yicha.followups.types import FollowUpPermission, OrderReminded, OrderStatus, RemindOrder
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


@use_case(may=FollowUpPermission.REMIND, clause="LYG-4.4a")
def remind_order(actor: Actor, command: RemindOrder, at: datetime, /) -> OrderReminded:
    """催告 by the clock: the firm is reminded as often as the norm says; after that the order goes up to the department."""
    row = fetch(actor, RectificationOrder.objects.select_related("follow_up"), clause="LYG-4.4a", pk=command.order)
    calendar = working_days()
    norms = norms_in_force(row.region_path, calendar.day_of(at))
    reminded_on = calendar.day_of(row.reminded_at) if row.reminded_at else None
    rules.require_reminding(calendar.day_of(at), rules.reminder_due(row.correct_by, reminded_on, norms.whole(NormCode.REMINDER_DAYS)))
    escalates = row.reminders >= norms.whole(NormCode.REMINDERS_MAX)
    row.status = step(ORDER_TRANSITIONS, OrderStatus(row.status), "escalate" if escalates else "remind", clause="LYG-4.4a")
    if escalates:
        tell_department(row, "逾期未整改上报", f"催告 {row.reminders} 次仍未报告，请复查", at)
    else:
        row.reminders, row.reminded_at = row.reminders + 1, at
        tell_subject(row, "催告：请报告整改", f"改正期限 {row.correct_by} 已过，第 {row.reminders} 次催告", at)
    row.save()
    return OrderReminded(row.pk, row.reminders, escalates)
