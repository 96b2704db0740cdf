"""计划汇总 of the county and the plan of a department: lines, live counts, return, freeze."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotFound
from yicha.planning.actions.draft_plan import draft_plan
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.return_plan import return_plan
from yicha.planning.actions.take_back_plan import take_back_plan
from yicha.planning.queries import count_scope, plan_of, plan_sheet
from yicha.planning.types import DepartmentLine, DraftPlan, FilePlan, FreezeYear, LineRow, PlanningPermission, ReturnPlan, TakeBackPlan
from yicha.planning.web.ceremony import FreezeForm, offered
from yicha.planning.web.conference import SALT, draw_address
from yicha.planning.web.line_form import LineForm, blank, choices_of, initial_of, line_of
from yicha.planning.web.plan_pages import overview, sheet_page
from yicha.planning.web.scenes import line_from
from yicha.planning.web.years import year_of, years_around
from yicha.shell.answers import refused_at, see_other


@requires(PlanningPermission.READ, PlanningPermission.FILE_PLAN)
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """Who files sees its own plan; who oversees sees all."""
    actor, at = actor_of(request), now()
    year = year_of(request, at)
    common = {"year": year, "years": years_around(at)}
    if actor.may(PlanningPermission.FILE_PLAN) and not actor.whole_region:
        found = plan_of(actor, actor.region, year, actor.department)
        return render(request, "planning/plan.html", common | sheet_page(actor, found, year, at))
    return render(request, "planning/plans.html", common | overview(actor, year))


@requires(PlanningPermission.READ, PlanningPermission.FILE_PLAN)
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    found = plan_sheet(actor, pk)
    return render(request, "planning/plan.html", {"year": found.year} | sheet_page(actor, found, found.year, at))


@requires(PlanningPermission.RETURN_PLAN)
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    return_plan(actor_of(request), ReturnPlan(pk, request.POST.get("reason", "")), now())
    messages.success(request, _("已退回，部门改好再报"))
    return see_other(reverse("planning:plan", args=[pk]))


def _own_lines(actor: Actor, year: int) -> Sequence[LineRow]:
    found = plan_of(actor, actor.region, year, actor.department)
    return found.lines if found else ()


@requires(PlanningPermission.FILE_PLAN)
@require_http_methods(["GET", "POST"])
def new_line(request: HttpRequest, year: int) -> HttpResponse:
    actor = actor_of(request)
    choices, lines = choices_of(actor, year, now().date()), _own_lines(actor, year)
    first = {**blank(year), **line_from(actor, year, now().date(), request.GET)}
    form = LineForm(choices, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        line = line_of(form.cleaned_data, choices, next_id(actor.department, lines))
        if answer := _drafted(request, form, year, [*lines, line]):
            return answer
    return _line_page(request, form, year, "")


@requires(PlanningPermission.FILE_PLAN)
@require_http_methods(["GET", "POST"])
def edit_line(request: HttpRequest, year: int, line_id: str) -> HttpResponse:
    actor = actor_of(request)
    choices, lines = choices_of(actor, year, now().date()), _own_lines(actor, year)
    form = LineForm(choices, request.POST if request.method == "POST" else None, initial=initial_of(_line(lines, line_id)))
    if request.method == "POST" and form.is_valid():
        line = line_of(form.cleaned_data, choices, line_id)
        if answer := _drafted(request, form, year, [line if one.line_id == line_id else one for one in lines]):
            return answer
    return _line_page(request, form, year, line_id)


def _line(lines: Sequence[LineRow], line_id: str) -> LineRow:
    found = next((line for line in lines if line.line_id == line_id), None)
    if found is None:
        raise NotFound("没有这一计划行", clause="LYG-4.3a")
    return found


def next_id(department: str, lines: Sequence[LineRow]) -> str:
    """Numbers differ over all departments, so they begin with the department."""
    taken = {line.line_id for line in lines}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{department}-{number:02}") not in taken)


def _drafted(request: HttpRequest, form: LineForm, year: int, lines: Sequence[LineRow]) -> HttpResponse | None:
    with refused_at(form):
        return drafted(request, year, lines)
    return None


def drafted(request: HttpRequest, year: int, lines: Sequence[LineRow]) -> HttpResponse:
    """Keep these as all lines of the department's plan; nothing is filed yet."""
    actor = actor_of(request)
    done = draft_plan(actor, DraftPlan(actor.region, year, actor.department, tuple(lines)), now())
    messages.success(request, _("已存入草稿，共 %(lines)s 行；写好后报送") % {"lines": done.lines})
    return _own_plan(year)


def _own_plan(year: int) -> HttpResponse:
    return see_other(reverse("planning:plans") + f"?year={year}")


@requires(PlanningPermission.FILE_PLAN)
@require_POST
def file(request: HttpRequest, year: int) -> HttpResponse:
    """报送: the draft as it stands."""
    actor = actor_of(request)
    done = file_plan(actor, FilePlan(actor.region, year, actor.department), now())
    messages.success(request, _("已报送 %(lines)s 行；冻结以前可以撤回来改") % {"lines": done.lines})
    return _own_plan(year)


@requires(PlanningPermission.FILE_PLAN)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    take_back_plan(actor_of(request), TakeBackPlan(pk), now())
    messages.success(request, _("已撤回，改好后再报送"))
    return see_other(reverse("planning:plan", args=[pk]))


def _line_page(request: HttpRequest, form: LineForm, year: int, line_id: str) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "planning/line.html", {"form": form, "year": year, "line_id": line_id}, status=status)


@requires(PlanningPermission.FILE_PLAN)
@require_POST
def remove_line(request: HttpRequest, year: int, line_id: str) -> HttpResponse:
    lines = _own_lines(actor_of(request), year)
    gone = _line(lines, line_id)
    return drafted(request, year, [line for line in lines if line is not gone])


@requires(PlanningPermission.READ, PlanningPermission.FILE_PLAN)
@require_GET
def line_count(request: HttpRequest, pk: int, line_id: str) -> HttpResponse:
    actor = actor_of(request)
    found = plan_sheet(actor, pk)
    whose = DepartmentLine(found.department, _line(found.lines, line_id))
    counted = count_scope(actor, found.region_path, whose, now().date())
    return render(request, "planning/parts/line_count.html", {"count": counted})


@requires(PlanningPermission.FREEZE)
@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, year: int) -> HttpResponse:
    """冻结并抽取: who takes part in the seed; from here on the pools are bytes."""
    actor = actor_of(request)
    form = FreezeForm(offered(actor, year, now()), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        because = (form.cleaned_data["told_because"], form.cleaned_data["narrow_because"])
        command = FreezeYear(actor.region, year, form.parties, form.beacon, secrets.token_hex(SALT), *because)
        return see_other(draw_address(freeze_year(actor, command, now()).draw, reverse("planning:plans")))
    shown: dict[str, Any] = {"form": form, "year": year} | overview(actor, year)
    return render(request, "planning/freeze.html", shown, status=422 if form.is_bound and form.errors else 200)
