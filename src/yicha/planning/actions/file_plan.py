from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions._plans import opened
from yicha.planning.queries import deferred, given_back, lines_of
from yicha.planning.rules.frequency import with_ratio
from yicha.planning.rules.rolling import rolled_lines
from yicha.planning.states import PLAN_TRANSITIONS
from yicha.planning.types import FilePlan, FilingRow, OwedCheck, PlanFiled, PlanningPermission, PlanStatus


@use_case(may=PlanningPermission.FILE_PLAN, clause="LYG-4.3a LYG-4.3b GX-3.2b R-ITEM-1 R-FREQ-3 GX-3.5 LYG-5.4 WY-5.4")
def file_plan(actor: Actor, command: FilePlan, at: datetime, /) -> PlanFiled:
    """报送年度计划: a department's lines of a year, as a whole. From here they stand, until the plan is taken back or returned.

    What the department asked for too late during the year, or gave back the year before, is added as lists (LYG-4.3b).
    """
    desk = opened(actor, command)
    plan = desk.plan
    asked = with_ratio(command.lines or lines_of(plan), desk.items)
    desk.require(asked)
    rolled = rolled_lines(command.department, asked, _owed(actor, command), desk.items, desk.least_officers)
    desk.require_power(rolled)
    desk.write([*asked, *rolled])
    plan.status = step(PLAN_TRANSITIONS, PlanStatus(plan.status), "file", clause="LYG-4.3a")
    plan.returned_because = ""
    plan.save()
    return PlanFiled(plan.pk, command.region_path, command.year, command.department, len(asked) + len(rolled))


def _owed(actor: Actor, command: FilePlan) -> list[FilingRow | OwedCheck]:
    region_path, year, department = command.region_path, command.year, command.department
    return [*deferred(actor, region_path, year, department), *given_back(actor, region_path, year - 1, department)]
