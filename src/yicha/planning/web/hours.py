"""排定时间: proposed by town for a week, set for one visit, and what is answered to an enterprise that asks for another hour."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yicha.engines.deadlines import BEIJING, weeks_in
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.planning.actions.answer_hours import answer_hours
from yicha.planning.actions.propose_hours import propose_hours
from yicha.planning.actions.set_hours import set_hours
from yicha.planning.queries import choices, hours_request, names_kept, visit
from yicha.planning.types import (
    AnswerHours,
    HoursRequestStatus,
    PlanningPermission,
    ProposeHours,
    SetHours,
    VisitRow,
    VisitStatus,
)
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.words import opened_words
from yicha.planning.web.years import EARLIEST, LATEST
from yicha.shell.answers import see_other
from yicha.shell.forms import MomentForm
from yicha.shell.numbers import whole


@requires(PlanningPermission.SCHEDULE)
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """按路线排时间 of a week; of one department or of all."""
    actor, (year, week) = actor_of(request), _week(request.POST)
    done = propose_hours(actor, ProposeHours(actor.region, year, week, request.POST.get("department", "")), now())
    messages.success(request, gettext("排定 %(count)s 次") % {"count": done.visits})
    if done.left:
        told = ngettext("%(count)s 次没有排上：%(which)s", "%(count)s 次没有排上：%(which)s", len(done.left))
        messages.warning(request, told % {"count": len(done.left), "which": "、".join(done.left[:5])}, extra_tags="soon")
    return see_other(calendar_of(year, week, request.POST.get("department", "")))


def _week(said: QueryDict) -> tuple[int, int]:
    year, week = whole(said.get("year", "")), whole(said.get("week", ""), -1)
    if not (EARLIEST <= year <= LATEST and 0 <= week < weeks_in(year)):
        raise RuleBroken(gettext("没有这一周"), clause="GX-4.4")
    return year, week


def calendar_of(year: int, week: int, department: str = "") -> str:
    return f"{reverse('planning:schedule')}?year={year}&week={week}&department={department}"


@requires(PlanningPermission.SCHEDULE)
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    row = _led(actor, pk)
    (shown,) = names_kept(actor, [row], now().date())
    form = MomentForm(choices(row), request.POST if request.method == "POST" else None, initial=_initial(row))
    if form.is_valid() and _set(request, shown, form):
        return see_other(calendar_of(row.first_day.year, row.week, row.lead))
    movable = row.status is VisitStatus.PUBLISHED and row.staffed
    told = {"form": form, "movable": movable, **_about(shown)}
    return render(request, "planning/hours.html", told, status=422 if form.errors else 200)


def _led(actor: Actor, pk: int) -> VisitRow:
    row = visit(actor, pk)
    if not actor.acts_for(row.lead):
        raise NotPermitted(gettext("由牵头部门排时间"), clause="GX-4.4")
    return row


def _initial(row: VisitRow) -> Mapping[str, Any]:
    if not row.starts_at:
        return {}
    starts_at = row.starts_at.astimezone(BEIJING)
    return {"day": starts_at.date().isoformat(), "hour": starts_at.time()}


def _about(row: VisitRow) -> Mapping[str, Any]:
    titles = names_of(row.first_day.year)
    lead, *others = [titles.get(code, code) for code in row.departments]
    return {
        "row": row,
        "lead": lead,
        "others": others,
        "back": calendar_of(row.first_day.year, row.week, row.lead),
        "opened": opened_words(row),
    }


def _set(request: HttpRequest, row: VisitRow, form: MomentForm) -> bool:
    """A refusal is shown at the hour, with what was typed."""
    try:
        set_hours(actor_of(request), SetHours(row.id, form.moment), now())
    except RuleBroken as refused:
        form.add_error("day" if refused.clause in {"LYG-4.3a", "R-SUB-3"} else "hour", _with_exits(refused))
        return False
    messages.success(request, gettext("%(name)s 排在 %(hour)s") % {"name": row.name, "hour": f"{form.moment:%m-%d %H:%M}"})
    return True


def _with_exits(refused: RuleBroken) -> str:
    ways = "；".join(one.what for one in refused.exits)
    return gettext("%(why)s。可以：%(ways)s") % {"why": refused.message, "ways": ways} if ways else refused.message


@requires(PlanningPermission.SCHEDULE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """改期申请, and 同意 or 不同意."""
    actor = actor_of(request)
    row = _led(actor, pk)
    asked = hours_request(actor, pk)
    if request.method == "POST":
        grant = request.POST.get("grant") == "yes"
        answer_hours(actor, AnswerHours(pk, grant, request.POST.get("reason", "")), now())
        messages.success(request, gettext("已同意改期，企业和执法人员收到通知") if grant else gettext("已答复不同意"))
        return see_other(calendar_of(row.first_day.year, row.week, row.lead))
    return render(request, "planning/hours_request.html", {"asked": asked, "open": asked.status is HoursRequestStatus.OPEN, **_about(row)})
