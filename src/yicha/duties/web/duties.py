"""分工表, one item, and giving or ending a duty."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.end_duty import end_duty
from yicha.duties.queries import departments_of, duties_of, items_of, matrix, names_of, steps
from yicha.duties.queries import duty as duty_of
from yicha.duties.types import AssignDuty, DutyPermission, EndDuty, Finding, Instrument, Part
from yicha.duties.web.forms import DutyForm, EndForm, chosen
from yicha.duties.web.responses import area_asked, areas_of, today
from yicha.duties.web.rows import asked_of, duty_rows, figures, shown_rows
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.shell.answers import done, see_other
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 50
NAME = Column("name", gettext_lazy("事项"))


def columns_of(named: Mapping[str, str]) -> tuple[Column, ...]:
    return Column("check_class", gettext_lazy("类别")), *(Column(step, label, sorts=False) for step, label in named.items())


@require_GET
@requires(DutyPermission.READ)
def matrix_page(request: HttpRequest) -> HttpResponse:
    """Item × step. `?area=`, `?find=`, `?department=` and `?q=` narrow it."""
    actor, on = actor_of(request), today()
    area = area_asked(request.GET, actor)
    found, names, asked = matrix(actor, area, on), names_of(area, on), asked_of(request.GET)
    columns = columns_of(steps(area, on))
    rows = shown_rows(in_order(asked.of(found), request.GET.get("sort", ""), (NAME, *columns)), names)
    told = {"area": area, "areas": areas_of(actor), "names": names, "asked": asked}
    told |= {"figures": figures(found), "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "all": len(found.rows)}
    told |= {"findings": Finding, "may_assign": actor.may(DutyPermission.ASSIGN), "columns": columns}
    return render(request, "duties/matrix.html", told)


@require_GET
@requires(DutyPermission.READ)
def item_page(request: HttpRequest, item: str) -> HttpResponse:
    return render(request, "duties/item.html", one_item(actor_of(request), item, EndForm()))


def one_item(actor: Actor, code: str, form: EndForm) -> dict[str, Any]:
    """Everything that was ever said of who does what in an item."""
    on = today()
    item = _item(actor, code, on)
    names, places = names_of(actor.region, on), {row.path: row.name for row in areas_of(actor)}
    rows = duty_rows(duties_of(actor, actor.region, code), names, places, steps(actor.region, on), on)
    lead = names.get(item.department, item.department)
    return {"item": item, "rows": rows, "own": lead, "form": form, "may_assign": actor.may(DutyPermission.ASSIGN)}


def _item(actor: Actor, code: str, on: date) -> ItemRow:
    return items_in_force(actor, actor.region, on, [code]).get(code) or absent("WY-5.2")


@require_http_methods(["GET", "POST"])
@requires(DutyPermission.ASSIGN)
def new(request: HttpRequest) -> HttpResponse:
    """Of the items in `?item=…&item=…`."""
    actor, on = actor_of(request), today()
    known = items_of(actor.region, on)
    items = [known[code] for code in request.GET.getlist("item") if code in known]
    form = DutyForm(_choices(actor, on), request.POST or None, initial={"area": actor.region, "first_day": on})
    if request.method == "POST" and form.is_valid() and done(form, lambda: assign_duty(actor, _command(items, form), now())):
        messages.success(request, gettext("已明确职责"))
        return see_other(reverse("duties:matrix"))
    return render(request, "duties/new.html", {"form": form, "items": items}, status=422 if form.errors else 200)


def _choices(actor: Actor, on: date) -> dict[str, Any]:
    return {
        "area": [(row.path, row.name) for row in areas_of(actor)],
        "steps": chosen(steps(actor.region, on)),
        "department": [(code, row.name) for code, row in departments_of(actor.region, on).items()],
    }


def _command(items: list[ItemRow], form: DutyForm) -> AssignDuty:
    said = form.cleaned_data
    return AssignDuty(
        area=said["area"],
        items=tuple(item.code for item in items),
        steps=tuple(said["steps"]),
        department=said["department"],
        part=Part(said["part"]),
        first_day=said["first_day"],
        instrument=Instrument(said["instrument"]),
        basis=said["basis"],
        last_day=said["last_day"],
        share=said["share"],
    )


@require_http_methods(["POST"])
@requires(DutyPermission.END)
def end(request: HttpRequest, duty: int) -> HttpResponse:
    actor, form = actor_of(request), EndForm(request.POST)
    row = duty_of(actor, duty)
    if form.is_valid() and done(form, lambda: end_duty(actor, EndDuty(duty, **form.cleaned_data), now())):
        messages.success(request, gettext("已免去这项职责"))
        return see_other(reverse("duties:item", args=[row.item]))
    return render(request, "duties/item.html", one_item(actor, row.item, form), status=422)
