"""What a line would take, while it is typed: how many, whom the year has had already, what it costs in officers' days."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yicha.engines.planning import Mode
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.planning.queries import count_plan, count_scope, items_held, plan_sheet, scope_spent
from yicha.planning.types import DepartmentLine, PlanningPermission, ScopeCount
from yicha.planning.web.line_form import LineForm, choices_of, line_of, unfilled
from yicha.planning.web.plan_pages import names_of

PER_PAGE = 50


@requires(PlanningPermission.READ, PlanningPermission.FILE_PLAN)
@require_GET
def count(request: HttpRequest, year: int) -> HttpResponse:
    """对象 N 户，约 M 次: of the form as it stands, before it is filed."""
    actor = actor_of(request)
    line = _typed(actor, year, request.GET)
    counted = ScopeCount(fault=line) if isinstance(line, str) else count_scope(actor, actor.region, line, now().date())
    told = {"count": counted, "year": year, "query": request.GET.urlencode(), "off_site": _off_site_would_do(actor, request.GET)}
    return render(request, "planning/parts/count.html", told)


@requires(PlanningPermission.READ, PlanningPermission.FILE_PLAN)
@require_GET
def spent(request: HttpRequest, year: int) -> HttpResponse:
    """该企业本年度同类已查: the rows behind the number, of the same form."""
    actor = actor_of(request)
    line = _typed(actor, year, request.GET)
    rows = [] if isinstance(line, str) else scope_spent(actor, actor.region, line, now().date())
    titles = names_of(year)
    shown = [(row, titles.get(row.department, row.department)) for row in rows]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    named = "" if isinstance(line, str) else line.line.check_class
    return render(request, "planning/spent.html", {"page": page, "total": len(rows), "year": year, "check_class": named})


@requires(PlanningPermission.READ, PlanningPermission.FILE_PLAN)
@require_GET
def plan_count(request: HttpRequest, pk: int) -> HttpResponse:
    """全部计划行约 M 次、约要 N 人日: of a plan as it stands, before it is filed."""
    actor = actor_of(request)
    found = plan_sheet(actor, pk)
    counted = count_plan(actor, found.region_path, found.department, found.lines, now().date()) if found.lines else (0, None)
    return render(request, "planning/parts/plan_count.html", dict(zip(("visits", "effort"), counted, strict=True)))


def _off_site_would_do(actor: Actor, query: QueryDict) -> bool:
    """R-MODE-1: the item can be checked without going there, and the form goes there without saying why."""
    item = items_held(actor, actor.region, now().date()).get(query.get("item", ""))
    goes = query.get("mode", "") in {mode for mode in Mode if mode.opens_door}
    return item is not None and item.off_site and goes and not query.get("onsite_because", "").strip()


def _typed(actor: Actor, year: int, query: QueryDict) -> DepartmentLine | str:
    """What is not yet filled in does not matter for the count; what cannot be read is said."""
    choices = choices_of(actor, year, now().date())
    if not choices.items:
        return _("本部门还没有公布的事项")
    filled = query.copy()
    for name, value in (unfilled(year) | {"item": next(iter(choices.items))}).items():
        if not filled.get(name):
            filled[name] = value
    form = LineForm(choices, filled)
    if not form.is_valid():
        return str(next(iter(form.errors.values()))[0])
    return DepartmentLine(actor.department, line_of(form.cleaned_data, choices, "?"))
