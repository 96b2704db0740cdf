"""Reads of plans and past checks."""

from dataclasses import fields
from datetime import timedelta

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.types import DepartmentLine, LineRow, PastCheck, PlanStatus

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]
ONE_DAY = timedelta(days=1)


def frozen_lines(actor: Actor, region_path: str, year: int) -> dict[str, tuple[int, DepartmentLine]]:
    """Line id → (row, line) of all frozen plans of the region and year."""
    plans = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year, status=PlanStatus.FROZEN))
    found = models.PlanLine.objects.filter(plan__in=plans).select_related("plan").order_by("line_id")
    return {line.line_id: (line.pk, department_line(line)) for line in found}


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
