"""Reads of plans and past checks."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yicha.draws.queries import line_figures
from yicha.draws.types import DrawRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.types import DepartmentLine, LineRow, PastCheck, PlanRow, PlanSheet, PlanStatus, ProgrammeStatus, PublicLine

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]
ONE_DAY = timedelta(days=1)
SELECTIONS: Mapping[str, str | Promise] = {"random": gettext_lazy("双随机"), "list": gettext_lazy("名单"), "full": gettext_lazy("全覆盖")}
MODES: Mapping[str, str | Promise] = {
    "onsite": gettext_lazy("现场"),
    "sampling": gettext_lazy("抽样"),
    "written": gettext_lazy("书面"),
    "online": gettext_lazy("网络"),
}
WHO = re.compile(r"\b(sid|uscc|name|address|lon|lat)\b", re.IGNORECASE)  # a condition over these may point at one firm


def frozen_lines(actor: Actor, region_path: str, year: int) -> dict[str, tuple[int, DepartmentLine]]:
    """Line id → (row, line) of all frozen plans of the region and year."""
    plans = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year, status=PlanStatus.FROZEN))
    found = models.PlanLine.objects.filter(plan__in=plans).select_related("plan").order_by("line_id")
    return {line.line_id: (line.pk, department_line(line)) for line in found}


def public_lines(actor: Actor, region_path: str, year: int) -> list[PublicLine]:
    """R-PLAN-1: what everybody may read of the plans of a year once its programme is adopted; of what is not announced, nothing."""
    adopted = models.Programme.objects.filter(region_path=region_path, year=year, status=ProgrammeStatus.ADOPTED)
    if not within(actor, adopted).exists():
        return []
    plans = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year, status=PlanStatus.FROZEN))
    lines = models.PlanLine.objects.filter(plan__in=plans, announced=True, secret_because="")
    return [_public_line(line) for line in lines.select_related("plan").order_by("plan__department", "line_id")]


def _public_line(line: models.PlanLine) -> PublicLine:
    hidden = line.selection == "list" or WHO.search(line.scope_query)
    return PublicLine(
        line_id=line.line_id,
        year=line.plan.year,
        department=line.plan.department,
        item_code=line.item_code,
        item_name=line.item_name,
        check_class=line.check_class,
        scope_query="" if hidden else line.scope_query,
        named=len(line.sids),
        selection=line.selection,
        mode=line.mode,
        ratio=line.ratio,
        first_day=line.window.lower,
        last_day=line.window.upper - ONE_DAY,
    )


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


def lines_of(plan: models.AnnualPlan) -> tuple[LineRow, ...]:
    return tuple(department_line(line).line for line in plan.lines.select_related("plan").order_by("line_id"))


def _sheet(plan: models.AnnualPlan) -> PlanSheet:
    status = PlanStatus(plan.status)
    return PlanSheet(plan.pk, plan.region_path, plan.year, plan.department, status, plan.returned_because, lines_of(plan))
