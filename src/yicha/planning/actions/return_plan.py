from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import AnnualPlan
from yicha.planning.rules import filing
from yicha.planning.states import PLAN_TRANSITIONS
from yicha.planning.types import PlanningPermission, PlanReturned, PlanStatus, ReturnPlan


@use_case(may=PlanningPermission.RETURN_PLAN, clause="LYG-4.3a")
def return_plan(actor: Actor, command: ReturnPlan, at: datetime, /) -> PlanReturned:
    """退回: the department mends its plan and files it again."""
    plan = fetch(actor, AnnualPlan.objects.all(), clause="LYG-4.3a", pk=command.plan)
    filing.require_reason(command.reason, "退回计划", "LYG-4.3a")
    plan.status = step(PLAN_TRANSITIONS, PlanStatus(plan.status), "return", clause="LYG-4.3a")
    plan.returned_because = command.reason
    plan.save()
    return PlanReturned(plan.pk, command.reason)
