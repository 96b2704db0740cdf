"""Lines that need not be written anew: last year's plan as a draft, and whose turn it is in a full-coverage cycle."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yicha.engines.scope import QueryRefused
from yicha.items.types import ItemClass, ItemRow
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.tables import Flaw
from yicha.planning.queries import coverage, items_held, plan_of
from yicha.planning.rules.coverage import Cycle, Turn
from yicha.planning.rules.pools import LISTED
from yicha.planning.types import LineRow, PlanningPermission
from yicha.planning.web.line_form import EVERYBODY, blank
from yicha.planning.web.plan_pages import last_years
from yicha.planning.web.plans import drafted, next_id
from yicha.shell.forms import Form
from yicha.shell.numbers import whole
from yicha.subjects.queries import subjects_by_sid

PER_PAGE, LONGEST_CYCLE = 50, 10
Planned = list[tuple[int, list[Turn]]]  # year by year


@requires(PlanningPermission.FILE_PLAN)
@require_http_methods(["GET", "POST"])
def last_year(request: HttpRequest, year: int) -> HttpResponse:
    """以上年计划为底稿: what is taken over and what is not, then the act."""
    draft = last_years(actor_of(request), year)
    if draft is None or not draft.lines:
        raise RuleBroken("没有可以沿用的上年计划", clause="LYG-4.3a", exits=(Exit("逐行填报"), Exit("导入工作簿")))
    if request.method == "POST":
        return drafted(request, year, draft.lines)
    return render(request, "planning/last_year.html", {"year": year, "before": year - 1, "draft": draft})


class CoverageForm(Form):
    item = forms.ChoiceField(label=gettext_lazy("重点事项"))
    cycle = forms.IntegerField(label=gettext_lazy("几年查遍"), min_value=1, max_value=LONGEST_CYCLE, initial=3)
    scope_query = forms.CharField(
        label=gettext_lazy("对象范围"), max_length=4000, required=False, help_text=gettext_lazy("留空为全部；写法同计划行的其他条件")
    )

    def __init__(self, items: Sequence[ItemRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("item", [(item.code, item.name) for item in items])


@requires(PlanningPermission.FILE_PLAN)
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, year: int) -> HttpResponse:
    """全覆盖周期: whose turn it is in each year of the cycle (`?of=`), and those of this one as one line of the plan."""
    actor = actor_of(request)
    items = {row.code: row for row in items_held(actor, actor.region, date(year, 1, 1)).values() if row.item_class is ItemClass.KEY}
    asked = request.POST if request.method == "POST" else request.GET
    form = CoverageForm(list(items.values()), asked if "item" in asked else None)
    found = _found(actor, form, items, year) if form.is_valid() else None
    if request.method == "POST" and found and (turns := found[1][0][1]):
        own = plan_of(actor, actor.region, year, actor.department)
        lines = own.lines if own else ()
        return drafted(request, year, [*lines, _line(items[form.cleaned_data["item"]], turns, next_id(actor.department, lines), year)])
    told = {"form": form, "year": year, "any": bool(items)}
    if found:
        told |= _told(actor, *found, whole(request.GET.get("of", ""), year), request.GET.get("page"))
    return render(request, "planning/coverage.html", told, status=422 if form.errors else 200)


def _found(actor: Actor, form: CoverageForm, items: dict[str, ItemRow], year: int) -> tuple[int, Planned] | None:
    said = form.cleaned_data
    try:
        wanted = Cycle(items[said["item"]].check_class, said["scope_query"].strip() or EVERYBODY, said["cycle"])
        return coverage(actor, actor.region, wanted, year)
    except (QueryRefused, Flaw) as refused:
        form.add_error("scope_query", str(refused))
        return None


def _told(actor: Actor, pool: int, planned: Planned, of: int, number: str | None) -> dict[str, Any]:
    """Every year of the cycle, and who it is in the one that was asked for."""
    by_year = dict(planned)
    turns = by_year.get(of, planned[0][1])
    page = Paginator(turns, PER_PAGE).get_page(number)
    named = subjects_by_sid(actor, [turn.sid for turn in page.object_list])
    return {
        "found": True,
        "pool": pool,
        "years": [(one, len(due), sum(turn.overdue for turn in due)) for one, due in planned],
        "of": of if of in by_year else planned[0][0],
        "turns": len(planned[0][1]),
        "page": page,
        "rows": [(turn, named[turn.sid].name if turn.sid in named else turn.sid) for turn in page.object_list],
    }


def _line(item: ItemRow, turns: Sequence[Turn], line_id: str, year: int) -> LineRow:
    days = blank(year)
    window = (days["first_day"], days["last_day"])
    sids = tuple(turn.sid for turn in turns)
    return LineRow(line_id, item.code, item.name, item.check_class, EVERYBODY, LISTED, window, sids=sids)
