from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import AnnualPlan
from yicha.planning.rules import filing
from yicha.planning.states import PLAN_TRANSITIONS
from yicha.planning.types import PlanningPermission, PlanStatus, PlanTakenBack, TakeBackPlan


@use_case(may=PlanningPermission.FILE_PLAN, clause="LYG-4.3a")
def take_back_plan(actor: Actor, command: TakeBackPlan, at: datetime, /) -> PlanTakenBack:
    """撤回: what was filed is a draft again, until the plans are frozen."""
    plan = fetch(actor, AnnualPlan.objects.all(), clause="LYG-4.3a", pk=command.plan)
    filing.require_own(actor, plan.department)
    filing.require_not_frozen(PlanStatus(plan.status))
    plan.status = step(PLAN_TRANSITIONS, PlanStatus(plan.status), "take back", clause="LYG-4.3a")
    plan.save()
    return PlanTakenBack(plan.pk)
