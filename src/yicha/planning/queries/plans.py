"""Reads of plans and past checks."""

from collections import Counter
from dataclasses import fields
from datetime import timedelta

from yicha.draws.queries import line_figures
from yicha.draws.types import DrawRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.types import DepartmentLine, LineRow, PastCheck, PlanRow, PlanSheet, PlanStatus

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]
ONE_DAY = timedelta(days=1)


def frozen_lines(actor: Actor, region_path: str, year: int) -> dict[str, tuple[int, DepartmentLine]]:
    """Line id → (row, line) of all frozen plans of the region and year."""
    plans = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year, status=PlanStatus.FROZEN))
    found = models.PlanLine.objects.filter(plan__in=plans).select_related("plan").order_by("line_id")
    return {line.line_id: (line.pk, department_line(line)) for line in found}


def is_of_plans(actor: Actor, drawn: DrawRow) -> bool:
    """Whether all lines of a draw are of its year's plans: a draw of its own, as of a flying check, cannot be merged or computed again."""
    return {one.id for one in line_figures(actor, drawn.id)} <= frozen_lines(actor, drawn.region_path, drawn.year).keys()


def department_line(line: models.PlanLine) -> DepartmentLine:
    row = LineRow(
        **{name: getattr(line, name) for name in PLAIN},
        window=(line.window.lower, line.window.upper - ONE_DAY),
        skills=tuple(line.skills),
        sids=tuple(line.sids),
        not_with=tuple((token, reason) for token, reason in line.not_with),
    )
    return DepartmentLine(line.plan.department, row)


def past_checks(actor: Actor, region_path: str, year: int) -> list[PastCheck]:
    found = within(actor, models.PastCheck.objects.filter(region_path=region_path, on__year=year)).order_by("sid", "on", "pk")
    columns = ("sid", "check_class", "department", "level", "on", "enterprise")
    return [PastCheck(*check) for check in found.values_list(*columns)]


def plan_rows(actor: Actor, region_path: str, year: int) -> list[PlanRow]:
    """Every department's plan of a year, with how many lines of each kind."""
    found = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year)).prefetch_related("lines")
    return [_plan_row(plan) for plan in found.order_by("department")]


def plan_sheet(actor: Actor, pk: int) -> PlanSheet:
    return _sheet(read(actor, models.AnnualPlan.objects.all(), clause="LYG-4.3a", pk=pk))


def plan_of(actor: Actor, region_path: str, year: int, department: str) -> PlanSheet | None:
    """A department's own plan; None if it has not filed one."""
    found = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year, department=department)).first()
    return _sheet(found) if found else None


def _plan_row(plan: models.AnnualPlan) -> PlanRow:
    kinds = Counter(line.selection for line in plan.lines.all())
    return PlanRow(plan.pk, plan.department, PlanStatus(plan.status), plan.returned_because, kinds.total(), tuple(kinds.most_common()))


def _sheet(plan: models.AnnualPlan) -> PlanSheet:
    lines = plan.lines.select_related("plan").order_by("line_id")
    rows = tuple(department_line(line).line for line in lines)
    return PlanSheet(plan.pk, plan.region_path, plan.year, plan.department, PlanStatus(plan.status), plan.returned_because, rows)
