"""提出: a department writes a new item, or the next version of one of its own."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.register_main_items import register_main_items
from yicha.items.queries import item_versions, law_change, main_items
from yicha.items.rules.differences import differences
from yicha.items.types import ItemPermission, ItemRow, ItemVersion, MainItemRow, ProposeItems, RegisterMainItems, Revision
from yicha.items.web.facts import Speaker, in_force_of
from yicha.items.web.item_form import (
    ItemForm,
    blank,
    initial_of,
    partner_lines,
    posted_partners,
    row_of_form,
)
from yicha.items.web.point_form import Written, point_lines, posted_points, written
from yicha.items.web.words import ONE_DAY
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import NotPermitted
from yicha.orgs.queries import departments
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form
from yicha.shell.numbers import whole
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 50
MAIN_NAME = Column("name", gettext_lazy("主项"))
MAIN_COLUMNS = (
    Column("code", gettext_lazy("编码")),
    Column("line", gettext_lazy("业务条线")),
    Column("licence", gettext_lazy("对应许可事项")),
    Column("active", gettext_lazy("状态")),
)

UNPROCESSABLE = 422


@requires(ItemPermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None, None)


@requires(ItemPermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """What lies open is edited; else the next version begins as a copy of the latest."""
    actor, at = actor_of(request), now()
    versions = item_versions(actor, actor.region, code)
    if not actor.acts_for(versions[0].row.department):
        raise NotPermitted("只能办理本部门的事项", clause="WY-5.2")
    return _edit(request, versions[0], in_force_of(versions, at.date()))


def _edit(request: HttpRequest, latest: ItemVersion | None, in_force: ItemVersion | None) -> HttpResponse:
    actor, at = actor_of(request), now()
    speaker = Speaker(actor.region, at.date())
    sent = request.POST if request.method == "POST" else None
    initial = _initial(latest, at.date()) | _called_for(request)
    form = ItemForm(speaker, _own_mains(actor), sent, initial=initial)
    if latest:
        form.fields["code"].disabled = True
    if sent is not None and form.is_valid() and (answer := _proposed(request, form, latest)):
        return answer
    shown = _page(request, form, latest, in_force, speaker)
    return render(request, "items/edit.html", shown, status=UNPROCESSABLE if form.is_bound and form.errors else 200)


def _initial(latest: ItemVersion | None, today: date) -> dict[str, Any]:
    if latest is None:
        return blank(today)
    kept = {"revision": latest.revision or "", "because": latest.because} if latest.decided_at is None else {}
    first = latest.row.valid_from if latest.decided_at is None else today + ONE_DAY
    return initial_of(latest.row) | kept | {"valid_from": first}


def _called_for(request: HttpRequest) -> dict[str, Any]:
    """Who comes from the task of a changed law finds its kind and name filled in."""
    pk = whole(request.GET.get("law", ""))
    if not pk:
        return {}
    row = law_change(actor_of(request), pk, now())
    return {"revision": row.kind.value, "because": f"《{row.instrument}》{row.article}：{row.summary}"[:400]}


def _own_mains(actor: Actor) -> list[MainItemRow]:
    return [main for main in main_items(actor, actor.region) if main.active and actor.acts_for(main.department)]


def _points(request: HttpRequest, latest: ItemVersion | None) -> tuple[Written, ...]:
    code = latest.row.code if latest else request.POST.get("code", "").strip()
    return posted_points(request.POST, latest.row.check_points if latest else (), code)


def _row(request: HttpRequest, form: ItemForm, latest: ItemVersion | None) -> ItemRow | None:
    """Nothing, with the faults at the form, if a check point cannot be read."""
    points = _points(request, latest)
    for fault in (fault for one in points for fault in one.faults):
        form.add_error(None, fault)
    if not form.is_valid():
        return None
    department = latest.row.department if latest else actor_of(request).department
    return row_of_form(form.cleaned_data, tuple(one.point for one in points), posted_partners(request.POST), department)


def _proposed(request: HttpRequest, form: ItemForm, latest: ItemVersion | None) -> HttpResponse | None:
    actor, said, row = actor_of(request), form.cleaned_data, _row(request, form, latest)
    revision = Revision(said["revision"]) if said["revision"] else None
    if row is None:
        return None
    law = whole(request.GET.get("law", "")) or None
    with refused_at(form):
        propose_items(actor, ProposeItems(actor.region, row.department, (row,), revision, said["because"], law), now())
        messages.success(request, _("已提出，等数据局联合审核"))
        return see_other(reverse("items:item", args=[row.code]) + "?version=0")
    return None


def _page(
    request: HttpRequest, form: ItemForm, latest: ItemVersion | None, in_force: ItemVersion | None, speaker: Speaker
) -> dict[str, Any]:
    points, partners = (tuple(map(written, latest.row.check_points)), latest.row.partners) if latest else ((), ())
    if form.is_bound:
        points, partners = _points(request, latest), posted_partners(request.POST)
    before = _before(latest, in_force, speaker)
    form.mark(before)
    return {
        "form": form,
        "latest": latest,
        "in_force": in_force,
        "points": point_lines(points),
        "partners": partner_lines(partners),
        "departments": [(one.code, one.name) for one in departments(actor_of(request), speaker.on)],
        "partners_before": before.get("partners"),
    }


def _before(latest: ItemVersion | None, in_force: ItemVersion | None, speaker: Speaker) -> dict[str, str]:
    """Element → what it says in the version in force, where the open proposal says something else."""
    if latest is None or in_force is None:
        return {}
    facts = speaker.facts(latest.row, latest.main, differences(in_force.row, latest.row))
    return {("last_day" if one.name == "valid_to" else one.name): one.before for one in facts if one.before is not None}


class MainForm(Form):
    code = forms.CharField(label=gettext_lazy("主项编码"), max_length=60, help_text=gettext_lazy("14 位数字"))
    name = forms.CharField(label=gettext_lazy("主项名称"), max_length=200)
    line = forms.CharField(label=gettext_lazy("业务条线"), max_length=80, required=False)
    power_item_code = forms.CharField(label=gettext_lazy("权力事项编码"), max_length=60, required=False)
    licence = forms.CharField(label=gettext_lazy("对应许可事项"), max_length=200, required=False)
    licence_code = forms.CharField(label=gettext_lazy("许可事项编码"), max_length=60, required=False)
    active = forms.BooleanField(label=gettext_lazy("有效"), required=False, initial=True)


@requires(ItemPermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def mains(request: HttpRequest) -> HttpResponse:
    """主项 of the own department: the list, and one of them to be entered or mended."""
    actor, at = actor_of(request), now()
    own = own_mains(actor, request.GET)
    asked = next((main for main in own if main.code == request.GET.get("code")), None)
    if request.GET.get("code") and asked is None:
        absent("YX-2.1")
    form = MainForm(request.POST or None, initial=vars(asked) if asked else None)
    if request.method == "POST" and form.is_valid() and (answer := _registered(request, form, asked)):
        return answer
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "columns": MAIN_COLUMNS, "asked": asked, "speaker": Speaker(actor.region, at.date())}
    return render(request, "items/mains.html", shown, status=UNPROCESSABLE if form.is_bound and form.errors else 200)


def own_mains(actor: Actor, query: QueryDict) -> list[MainItemRow]:
    """Of the own department, in the order that the address asks for."""
    own = [main for main in main_items(actor, actor.region) if actor.acts_for(main.department)]
    return in_order(own, query.get("sort", ""), (MAIN_NAME, *MAIN_COLUMNS))


def _registered(request: HttpRequest, form: MainForm, asked: MainItemRow | None) -> HttpResponse | None:
    actor = actor_of(request)
    row = MainItemRow(department=asked.department if asked else actor.department, **form.cleaned_data)
    row = replace(row, code=asked.code) if asked else row
    with refused_at(form):
        register_main_items(actor, RegisterMainItems(actor.region, row.department, (row,)), now())
        messages.success(request, _("已登记主项 %(name)s") % {"name": row.name})
        return see_other(reverse("items:mains"))
    return None
