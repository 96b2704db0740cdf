"""重新排期: say what has changed, look at what it would come to, have it adopted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.outbox import setback
from yicha.orgs.queries import departments
from yicha.planning.actions.adopt_replan import adopt_replan
from yicha.planning.actions.ask_replan import ask_replan
from yicha.planning.queries import comparison_shown, programme, replan_row, replans
from yicha.planning.types import (
    AdoptReplan,
    AskReplan,
    Comparison,
    PlanningPermission,
    ReplanAsked,
    ReplanChange,
    ReplanKind,
    ReplanRow,
)
from yicha.planning.web.words import brief_department, sentence, week_name
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form

SHOWN = 200  # changes of one kind on the page
ONE_DAY = timedelta(days=1)
KINDS: dict[ReplanKind, str | Promise] = {
    ReplanKind.MOVED: _("换周或拆开"),
    ReplanKind.EXTENDED: _("原周增加事项"),
    ReplanKind.ENDED: _("不再上门"),
    ReplanKind.NEW: _("新增上门"),
    ReplanKind.LOST: _("没排上"),
}


class ReplanForm(Form):
    reason = forms.CharField(label=_("什么变了"), max_length=200, help_text=_("如：执法人员病休、企业停业、整周封控；记入痕迹"))
    first_day = forms.DateField(
        label=_("从哪天起可以重排"),
        widget=forms.DateInput(attrs={"type": "date", "class": "yc-input pl-date"}, format="%Y-%m-%d"),
        help_text=_("这天以前的一律不动"),
    )


class AdoptionForm(Form):
    record = forms.CharField(label=_("联席会议记录"), max_length=200, help_text=_("会议日期或纪要编号，随日志保存"))


@dataclass(frozen=True)
class Shown:
    """A change as the table has it."""

    change: ReplanChange
    before: str
    after: str
    departments: str
    why: str


@requires(PlanningPermission.REPLAN)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed; and what was asked before."""
    actor, row = actor_of(request), programme(actor_of(request), pk)
    first = max(now().date() + ONE_DAY, date(row.year, 1, 1))
    form = ReplanForm(request.POST if request.method == "POST" else None, initial={"first_day": first})
    if form.is_valid():
        with refused_at(form):
            asked = ask_replan(actor, AskReplan(pk, form.cleaned_data["first_day"], form.cleaned_data["reason"]), now())
            return see_other(reverse("planning:replan", args=[asked.replan]))
    told = {"form": form, "row": row, "earlier": [(one, _state(one, row.version)) for one in replans(actor, pk)]}
    return render(request, "planning/replans.html", told, status=422 if form.errors else 200)


def _state(row: ReplanRow, newest: int) -> str:
    if row.adopted_at:
        return gettext("已采用")
    if not row.compared:
        return gettext("正在试算")
    return gettext("待联席会议") if row.base == newest else gettext("已过时")


@requires(PlanningPermission.REPLAN)
@require_GET
def replan_page(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "planning/replan.html", _shown(request, pk))


@requires(PlanningPermission.REPLAN)
@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked again and again while the worker computes; when it is done, the browser goes to the whole page."""
    told = _shown(request, pk)
    answer = render(request, "planning/parts/replan.html", told)
    if told["found"]:
        answer["HX-Redirect"] = reverse("planning:replan", args=[pk])
    return answer


@requires(PlanningPermission.REPLAN)
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """采用: what the rules refuse is said at the form."""
    form = AdoptionForm(request.POST)
    if form.is_valid():
        with refused_at(form):
            done = adopt_replan(actor_of(request), AdoptReplan(pk, form.cleaned_data["record"]), now())
            told = {"gone": len(done.replaced), "made": done.made, "joined": len(done.joined)}
            messages.success(request, _("已采用：撤下 %(gone)s 次，新排 %(made)s 次，并入 %(joined)s 次") % told)
            return see_other(reverse("planning:board", args=[done.programme]))
    return render(request, "planning/replan.html", _shown(request, pk, form), status=409)


def _shown(request: HttpRequest, pk: int, form: AdoptionForm | None = None) -> dict[str, Any]:
    actor, at = actor_of(request), now()
    row = replan_row(actor, pk)
    of = programme(actor, row.programme)
    found = comparison_shown(actor, pk, at)
    failed = None if found else setback(ReplanAsked, f"replan:{pk}")
    told: dict[str, Any] = {"row": row, "programme": of, "found": found, "failed": failed, "state": _state(row, of.version)}
    told |= {"words": failed.error.partition(": ")[2] if failed else "", "form": form or AdoptionForm()}
    told["open"] = bool(found) and row.adopted_at is None and row.base == of.version
    return told | (_compared(found, row) if found else {})


def _compared(found: Comparison, row: ReplanRow) -> dict[str, Any]:
    titles = {one.code: brief_department(one.short_name) for one in departments(SYSTEM, date(row.year, 1, 1))}
    counts = Counter(one.kind for one in found.changes)
    groups = [(kind.value, KINDS[kind], counts[kind], _rows(kind, found, titles, row.year)) for kind in ReplanKind if counts[kind]]
    return {"figures": compare(found), "groups": groups, "shown": SHOWN}


def _rows(kind: ReplanKind, found: Comparison, titles: dict[str, str], year: int) -> Sequence[Shown]:
    own = [one for one in found.changes if one.kind is kind][:SHOWN]
    return [
        Shown(
            change=one,
            before=week_name(year, one.before) if one.before >= 0 else "",
            after="、".join(week_name(year, week) for week in one.after) or gettext("不再排"),
            departments="、".join(titles.get(code, code) for code in one.departments),
            why=sentence(one.why) if one.why else "",
        )
        for one in own
    ]


def compare(found: Comparison) -> list[tuple[str | Promise, tuple[int | None, int, int]]]:
    """Words, and the three columns: as it stands, replanned, all planned anew. None: says nothing about the work of today."""
    sides = (found.before, found.after, found.anew)

    def of(name: str) -> tuple[int | None, int, int]:
        now_, then, anew = (getattr(side, name) for side in sides)
        return now_, then, anew

    return [
        (_("进门次数"), of("doors")),
        (_("进门次数下界"), of("lower_bound")),
        (_("没排上的项次"), of("unplaced")),
        (_("上门不止一次的户数"), of("repeat_visited")),
        (_("最紧一周的人力占比（%）"), of("peak")),
        (_("改动已公布的上门"), of("moved")),
    ]
