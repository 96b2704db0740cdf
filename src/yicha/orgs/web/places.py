"""Departments and places, for the system administrator: what must stand before anybody can be given a post."""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Refusal
from yicha.kernel.tables.writing import Cell
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.create_department import create_department
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.queries import department_lines, regions
from yicha.orgs.queries.place_entries import region_entries
from yicha.orgs.types import (
    CloseDepartment,
    CreateDepartment,
    DepartmentKind,
    DepartmentLine,
    LoadRegions,
    OrgPermission,
    RegionListing,
    RegionRow,
)
from yicha.orgs.web.forms import Reason
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form
from yicha.shell.lines import Line, page_asked
from yicha.shell.types import Column

KINDS: Final[Mapping[DepartmentKind, object]] = {
    DepartmentKind.LEAD_OFFICE: gettext_lazy("联席会议办公室"),
    DepartmentKind.DEPARTMENT: gettext_lazy("执法部门"),
    DepartmentKind.TOWN_GOVERNMENT: gettext_lazy("乡镇街道"),
    DepartmentKind.ZONE: gettext_lazy("执法片区"),
    DepartmentKind.PARK: gettext_lazy("园区管委会"),
    DepartmentKind.JUSTICE: gettext_lazy("司法局"),
    DepartmentKind.DATA_BUREAU: gettext_lazy("数据局"),
    DepartmentKind.PROCURATORATE: gettext_lazy("检察院"),
}


NAME: Final = Column("name", gettext_lazy("名称"))
COLUMNS: Final = (
    Column("short_name", gettext_lazy("简称")),
    Column("code", gettext_lazy("代码")),
    Column("kind", gettext_lazy("类别")),
    Column("region_name", gettext_lazy("区划")),
    Column("first_day", gettext_lazy("起")),
    Column("last_day", gettext_lazy("止")),
)
ACT: Final = Column("act", gettext_lazy("办理"), sorts=False)
PLACE: Final = Column("name", gettext_lazy("名称"))
PLACE_COLUMNS: Final = (
    Column("code", gettext_lazy("代码")),
    Column("first_day", gettext_lazy("起")),
    Column("last_day", gettext_lazy("止")),
)


class Day(forms.DateField):
    def __init__(self, **settings: object) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **settings)  # type: ignore[arg-type] # whatever Django takes


class DepartmentForm(Form):
    name = forms.CharField(label=gettext_lazy("名称"), max_length=80)
    short_name = forms.CharField(label=gettext_lazy("简称"), max_length=40, help_text=gettext_lazy("页面上用，如“市监局”"))
    code = forms.CharField(label=gettext_lazy("代码"), max_length=40, help_text=gettext_lazy("字母、数字、“-”“_”，导入表格里用，以后不改"))
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=[(kind.value, name) for kind, name in KINDS.items()])
    region = forms.ChoiceField(label=gettext_lazy("区划"))
    uscc = forms.CharField(label=gettext_lazy("统一社会信用代码"), max_length=18, required=False)
    towns = forms.MultipleChoiceField(
        label=gettext_lazy("所辖乡镇"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("执法片区要选，园区可以选，其他不选"),
    )
    valid_from = Day(label=gettext_lazy("哪天起"))

    def __init__(self, places: tuple[RegionListing, ...], *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)
        self.offer("region", [(one.code, one.name) for one in places])
        self.offer("towns", [(one.code, one.name) for one in places[1:]])

    @property
    def command(self) -> CreateDepartment:
        """Of a valid form."""
        given = self.cleaned_data
        return CreateDepartment(**{**given, "kind": DepartmentKind(given["kind"]), "towns": tuple(given["towns"])})


class CloseForm(Form):
    last_day = Day(label=gettext_lazy("最后一天"))
    reason = Reason()


class RegionForm(Form):
    code = forms.CharField(label=gettext_lazy("区划代码"), max_length=12, help_text=gettext_lazy("9 位乡镇，12 位村；写已有的代码就是改名"))
    name = forms.CharField(label=gettext_lazy("名称"), max_length=60)


@requires(OrgPermission.READ)
@require_safe
def department_list(request: HttpRequest) -> HttpResponse:
    """No secret between departments; who creates them takes no lists out (三员分立)."""
    actor, may = actor_of(request), _may(request)
    told = page_asked(department_cells(actor), request.GET, (NAME, *COLUMNS)) | {"today": now().date()}
    return render(request, "orgs/departments.html", told | may | {"columns": (*COLUMNS, ACT) if may["may_create"] else COLUMNS})


def _may(request: HttpRequest) -> dict[str, bool]:
    actor = actor_of(request)
    return {"may_create": actor.may(OrgPermission.CREATE_DEPARTMENT), "may_export": actor.may(OrgPermission.EXPORT)}


def department_cells(actor: Actor) -> list[Line]:
    return [Line((row, KINDS[row.kind]), _department_cells(row)) for row in department_lines(actor)]


def _department_cells(row: DepartmentLine) -> dict[str, Cell]:
    """In the words of the page."""
    plain = {name: getattr(row, name) for name in ("name", "short_name", "code", "region_name", "first_day", "last_day")}
    return plain | {"kind": str(KINDS[row.kind])}


def region_cells(actor: Actor) -> list[Line]:
    return [Line(row, {column.key: getattr(row, column.key) for column in (PLACE, *PLACE_COLUMNS)}) for row in region_entries(actor)]


@requires(OrgPermission.CREATE_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def new_department(request: HttpRequest) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    form = DepartmentForm(regions(actor), request.POST or None, initial={"valid_from": at.date()})
    if form.is_valid() and done(form, lambda: create_department(actor, form.command, at)):
        messages.success(request, _("已建：%(name)s") % {"name": form.command.name})
        return see_other(reverse("orgs:departments"))
    return render(request, "orgs/new_department.html", {"form": form}, status=422 if form.errors else 200)


@requires(OrgPermission.CLOSE_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, department: str) -> HttpResponseBase:
    actor, at, row = actor_of(request), now(), _line(request, department)
    form = CloseForm(request.POST or None, initial={"last_day": at.date()})
    if form.is_valid() and done(form, lambda: close_department(actor, CloseDepartment(department, **form.cleaned_data), at)):
        messages.success(request, _("%(day)s之后，这里的任职都没有权限") % {"day": form.cleaned_data["last_day"].isoformat()})
        return see_other(reverse("orgs:departments"))
    return render(request, "orgs/close_department.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _line(request: HttpRequest, department: str) -> DepartmentLine:
    found = next((row for row in department_lines(actor_of(request)) if row.code == department), None)
    if found is None:
        absent("WS-2.2")
    return found


@requires(OrgPermission.READ)
@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    return _regions(request, RegionForm())


@requires(OrgPermission.LOAD_REGIONS)
@require_POST
def load(request: HttpRequest) -> HttpResponse:
    actor, at, form = actor_of(request), now(), RegionForm(request.POST)
    if form.is_valid():
        row = RegionRow(**form.cleaned_data)
        if done(form, lambda: load_regions(actor, LoadRegions(row.code, (row,), at.date()), at), Refusal):
            messages.success(request, _("已登记：%(name)s") % {"name": row.name})
            return see_other(reverse("orgs:regions"))
    return _regions(request, form)


def _regions(request: HttpRequest, form: RegionForm) -> HttpResponse:
    actor = actor_of(request)
    told = page_asked(region_cells(actor), request.GET, (PLACE, *PLACE_COLUMNS)) | _may(request)
    told |= {"columns": PLACE_COLUMNS, "form": form, "may_load": actor.may(OrgPermission.LOAD_REGIONS)}
    return render(request, "orgs/regions.html", told, status=422 if form.errors else 200)
