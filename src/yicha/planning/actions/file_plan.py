from dataclasses import fields
from datetime import date, datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.models import AnnualPlan, PlanLine
from yicha.planning.queries import competence_of, deferred, given_back
from yicha.planning.rules import filing
from yicha.planning.rules.competence import require_power
from yicha.planning.rules.frequency import with_ratio
from yicha.planning.rules.limits import LIMITS
from yicha.planning.rules.rolling import rolled_lines
from yicha.planning.states import PLAN_TRANSITIONS
from yicha.planning.types import DepartmentLine, FilePlan, FilingRow, LineRow, OwedCheck, PlanFiled, PlanningPermission, PlanStatus

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]


@use_case(may=PlanningPermission.FILE_PLAN, clause="LYG-4.3a LYG-4.3b GX-3.2b R-ITEM-1 R-FREQ-3 GX-3.5 LYG-5.4 WY-5.4")
def file_plan(actor: Actor, command: FilePlan, at: datetime, /) -> PlanFiled:
    """报送年度计划: a department's lines of a year, as a whole. Filing again replaces them until the pools are frozen.

    What the department asked for too late during the year, or gave back the year before, is added as lists (LYG-4.3b).
    """
    if not actor.covers(command.region_path):
        absent("LYG-4.3a")
    filing.require_own(actor, command.department)
    first_day = date(command.year, 1, 1)
    least = norms_in_force(command.region_path, first_day).whole(NormCode.MIN_OFFICERS)
    items = items_in_force(actor, command.region_path, first_day)
    competence = competence_of(actor, command.region_path, first_day)
    held = {code: item for code, item in items.items() if competence.holds(command.department, code, first_day)}
    asked = with_ratio(command.lines, held)
    filing.require_lines(asked, held, least, command.region_path)
    owed = _owed(actor, command)
    lines = (*asked, *rolled_lines(command.department, asked, owed, held, least))
    require_power([DepartmentLine(command.department, line) for line in lines], competence)
    plan = _plan(command)
    plan.lines.all().delete()
    try:
        PlanLine.objects.bulk_create(_line(plan, row) for row in lines)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return PlanFiled(plan.pk, command.region_path, command.year, command.department, len(lines))


def _owed(actor: Actor, command: FilePlan) -> list[FilingRow | OwedCheck]:
    region_path, year, department = command.region_path, command.year, command.department
    return [*deferred(actor, region_path, year, department), *given_back(actor, region_path, year - 1, department)]


def _plan(command: FilePlan) -> AnnualPlan:
    whose = {"region_path": command.region_path, "year": command.year, "department": command.department}
    plan = AnnualPlan.objects.select_for_update().filter(**whose).first()
    if plan is None:
        return AnnualPlan.objects.create(**whose)
    plan.status = step(PLAN_TRANSITIONS, PlanStatus(plan.status), "file", clause="LYG-4.3a")
    plan.returned_because = ""
    plan.save()
    return plan


def _line(plan: AnnualPlan, row: LineRow) -> PlanLine:
    return PlanLine(
        plan=plan,
        **{name: getattr(row, name) for name in PLAIN},
        window=DateRange(*row.window, bounds="[]"),
        skills=list(row.skills),
        sids=list(row.sids),
        not_with=[list(pair) for pair in row.not_with],
    )
