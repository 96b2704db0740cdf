from datetime import datetime

from yicha.followups.actions._orders import own_order
from yicha.followups.models import RectificationOrder
from yicha.followups.rules import orders as rules
from yicha.followups.states import ORDER_TRANSITIONS
from yicha.followups.types import FollowUpPermission, OrderStatus, PlanRecheck, RecheckPlanned
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.queries import visit as visit_of
from yicha.planning.types import PlanTriggered, TriggerSource, VisitStatus


@use_case(may=FollowUpPermission.RECHECK, clause="R-FREQ-4 LYG-4.4a")
def plan_recheck(actor: Actor, command: PlanRecheck, at: datetime, /) -> RecheckPlanned:
    """上门复查: through planning like every visit for a cause, so that its day, its item and its competence hold."""
    row = own_order(actor, command.order)
    step(ORDER_TRANSITIONS, OrderStatus(row.status), "plan", clause="LYG-4.4a")
    rules.require_no_visit(_standing(actor, row))
    origin = row.follow_up
    item = items_in_force(actor, row.region_path, command.visit_on, [command.item_code]).get(command.item_code)
    what = (command.item_code, item.check_class if item else "", command.visit_on, command.minutes)
    asked = PlanTriggered(row.region_path, origin.department, origin.subject_id, *what, TriggerSource.RECHECK, row.number)
    made = plan_triggered(actor, asked, at)
    row.visit_id = made.visit
    row.save()
    return RecheckPlanned(row.pk, made.visit, command.visit_on)


def _standing(actor: Actor, row: RectificationOrder) -> int | None:
    """The visit that is planned; one that was cancelled does not stand."""
    cancelled = row.visit_id and visit_of(actor, row.visit_id).status is VisitStatus.CANCELLED
    return None if cancelled else row.visit_id
