"""`/permits/kinds/`: what each kind of permit brings with it; one more is defined beside the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from yicha.duties.queries import departments_of, item_meant
from yicha.items.queries import items_in_force
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.tables.writing import Cell
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.queries import kinds
from yicha.permits.types import DefinePermitKind, KindRow, PermitPermission
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form, ItemsField
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, in_order
from yicha.shell.types import Column

PER_PAGE = 50
NAME = Column("name", _("许可类别"))
COLUMNS = (Column("department", _("核查部门")), Column("items", _("适用的事项"), sorts=False))


@dataclass(frozen=True)
class Line:
    row: KindRow
    department: str
    items: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.row.name


def listed(actor: Actor, query: QueryDict, on: date) -> list[Line]:
    """In the order that the address asks for; departments and items by name."""
    rows, names = kinds(actor), {code: row.name for code, row in departments_of(actor.region, on).items()}
    items = items_in_force(actor, actor.region, on, {code for row in rows for code in row.items})
    lines = [
        Line(row, names.get(row.department, row.department), tuple(items[code].name if code in items else code for code in row.items))
        for row in rows
    ]
    return in_order(lines, query.get("sort", ""), (NAME, *COLUMNS))


@requires(PermitPermission.DEFINE_KIND)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    lines, chosen = listed(actor, query, at.date()), columns_asked(query, COLUMNS)
    columns, address = (NAME, *(COLUMNS if chosen is None else chosen)), address_of("permits:export_kinds", query, ())
    taking = Taking("permit_kinds", PermitPermission.DEFINE_KIND, address, gettext("全部"), len(lines))
    return Leaving(
        taking, f"permit-kinds-{at:%Y%m%d}.xlsx", lambda path: write_list(path, gettext("许可类别"), columns, map(_cells, lines))
    )


def _cells(line: Line) -> Mapping[str, Cell]:
    """In the words of the page."""
    return {"name": f"{line.name} {line.row.code}", "department": line.department, "items": "、".join(line.items)}


class KindForm(Form):
    code = forms.CharField(label=_("许可类别编码"), max_length=40)
    name = forms.CharField(label=_("许可类别名称"), max_length=100)
    department = forms.ChoiceField(label=_("核查部门"), help_text=_("职责分工有规定的，从其规定"))
    items = ItemsField(
        label=_("适用的事项"), required=True, rows=3, help_text=_("编码、名称或拼音首字母，一行一项，第一项是批后核查的事项")
    )

    def __init__(self, departments: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("department", departments)


@require_http_methods(["GET", "POST"])
@requires(PermitPermission.DEFINE_KIND)
def kinds_page(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), now().date()
    choices = [(code, row.name) for code, row in departments_of(actor.region, today).items()]
    form = KindForm(choices, request.POST or None)
    form.seek("items", partial(item_meant, actor.region, today))
    if request.method == "POST" and form.is_valid() and _defined(request, form):
        return see_other(reverse("permits:kinds"))
    page = Paginator(listed(actor, request.GET, today), PER_PAGE).get_page(request.GET.get("page"))
    told = {"form": form, "page": page, "columns": COLUMNS}
    return render(request, "permits/kinds.html", told, status=422 if form.errors else 200)


def _defined(request: HttpRequest, form: KindForm) -> bool:
    actor = actor_of(request)
    with refused_at(form):
        define_permit_kind(actor, DefinePermitKind(region_path=actor.region, **form.cleaned_data), now())
        messages.success(request, gettext("已登记许可类别"))
        return True
    return False
