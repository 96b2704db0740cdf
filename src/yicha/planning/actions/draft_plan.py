from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions._plans import fresh, opened
from yicha.planning.queries import lines_of
from yicha.planning.rules import filing
from yicha.planning.rules.frequency import with_ratio
from yicha.planning.states import PLAN_TRANSITIONS
from yicha.planning.types import DraftPlan, PlanDrafted, PlanningPermission, PlanStatus


@use_case(may=PlanningPermission.FILE_PLAN, clause="LYG-4.3a R-ITEM-1")
def draft_plan(actor: Actor, command: DraftPlan, at: datetime, /) -> PlanDrafted:
    """起草年度计划: it is no plan for others yet. A line is judged when it is written or changed, the whole when it is filed."""
    desk = opened(actor, command)
    plan = desk.plan
    lines = with_ratio(command.lines, desk.items)
    filing.require_numbers(lines)
    if new := fresh(lines, lines_of(plan)):
        desk.require(new)
    desk.write(lines)
    plan.status = step(PLAN_TRANSITIONS, PlanStatus(plan.status), "draft", clause="LYG-4.3a")
    plan.save()
    return PlanDrafted(plan.pk, command.region_path, command.year, command.department, len(lines))
