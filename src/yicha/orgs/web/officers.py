"""`/officers/`: who may check, with certificate, leave and recusals."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Refusal
from yicha.orgs.actions.decide_recusal import decide_recusal
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.record_leave import record_leave
from yicha.orgs.actions.release_officer import release_officer
from yicha.orgs.actions.renew_certificate import renew_certificate
from yicha.orgs.queries import departments, officer_figures, officer_lines, officer_sheet, recusals_waiting
from yicha.orgs.types import (
    DecideRecusal,
    DeclareRecusal,
    OfficerFilter,
    OrgPermission,
    RecordLeave,
    RecusalWaiting,
    ReleaseOfficer,
    RenewCertificate,
)
from yicha.orgs.web.accounts import ROWS
from yicha.orgs.web.officer_forms import DecideForm, LeaveForm, OfficerFilterForm, RecusalForm, RenewForm
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

FORMS: dict[str, tuple[type[Form], OrgPermission]] = {
    "leave": (LeaveForm, OrgPermission.RECORD_LEAVE),
    "renew": (RenewForm, OrgPermission.RENEW_CERTIFICATE),
    "recusal": (RecusalForm, OrgPermission.DECLARE_RECUSAL),
    "release": (DecideForm, OrgPermission.RELEASE_OFFICER),
}

RECUSAL_NAME = Column("officer", gettext_lazy("执法人员"))
RECUSAL_COLUMNS = (
    Column("sid", gettext_lazy("主体编号")),
    Column("reason", gettext_lazy("原因"), sorts=False),
    Column("act", gettext_lazy("办理"), sorts=False),
)
NAME = Column("name", gettext_lazy("姓名"))
COLUMNS = (
    Column("cert_no", gettext_lazy("执法证号")),
    Column("department", gettext_lazy("部门")),
    Column("standing", gettext_lazy("执法证")),
    Column("valid_to", gettext_lazy("有效期至")),
    Column("skills", gettext_lazy("资格")),
    Column("has_account", gettext_lazy("账号")),
)


def department_names(actor: Actor, on: date) -> dict[str, str]:
    return {one.code: one.short_name for one in departments(actor, on)}


@requires(OrgPermission.READ)
@require_GET
def officer_list(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), now().date()
    names = department_names(actor, on)
    form = OfficerFilterForm(list(names.items()), request.GET)
    asked = form.asked()
    lines = in_order(officer_lines(actor, asked, on), request.GET.get("sort", ""), (NAME, *COLUMNS))
    found = [(line, names.get(line.department, line.department)) for line in lines]
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    waiting = len(recusals_waiting(actor)) if actor.may(OrgPermission.DECIDE_RECUSAL) else 0
    shown = {"form": form, "page": page, "figures": officer_figures(actor, on), "waiting": waiting, "columns": COLUMNS}
    told = {"filtered": asked != OfficerFilter(), "may_import": actor.may(OrgPermission.REGISTER_OFFICERS)}
    return render(request, "orgs/officers.html", shown | told)


@requires(OrgPermission.READ)
@require_GET
def officer(request: HttpRequest, cert_no: str) -> HttpResponse:
    return _sheet(request, cert_no, {})


def _sheet(request: HttpRequest, cert_no: str, filled: dict[str, Form]) -> HttpResponse:
    """With the form that was refused, where one was."""
    actor, on = actor_of(request), now().date()
    sheet = officer_sheet(actor, cert_no, on)
    forms = {name: filled.get(name) or kind(prefix=name) for name, (kind, may) in FORMS.items() if actor.may(may)}
    wrong = next((form for form in filled.values() if form.errors), None)
    shown = {
        "sheet": sheet,
        "forms": forms,
        "wrong": wrong,
        "department": department_names(actor, on).get(sheet.row.department, sheet.row.department),
    }
    return render(request, "orgs/officer.html", shown, status=422 if wrong else 200)


def _done(request: HttpRequest, cert_no: str, name: str, act: Callable[[dict[str, Any]], object], told: str) -> HttpResponseBase:
    form = FORMS[name][0](request.POST, prefix=name)
    officer_sheet(actor_of(request), cert_no, now().date())  # a foreign officer is none, whatever the form says
    if form.is_valid() and done(form, lambda: act(form.cleaned_data), Refusal):
        messages.success(request, told)
        return see_other(reverse("orgs:officer", args=[cert_no]))
    return _sheet(request, cert_no, {name: form})


@requires(OrgPermission.RECORD_LEAVE)
@require_POST
def leave(request: HttpRequest, cert_no: str) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    return _done(request, cert_no, "leave", lambda said: record_leave(actor, RecordLeave(cert_no, **said), at), _("已登记，这几天不排他"))


@requires(OrgPermission.RENEW_CERTIFICATE)
@require_POST
def renew(request: HttpRequest, cert_no: str) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    return _done(request, cert_no, "renew", lambda said: renew_certificate(actor, RenewCertificate(cert_no, **said), at), _("已延期"))


@requires(OrgPermission.RELEASE_OFFICER)
@require_POST
def release(request: HttpRequest, cert_no: str) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    return _done(request, cert_no, "release", lambda said: release_officer(actor, ReleaseOfficer(cert_no, **said), at), _("已离岗"))


@requires(OrgPermission.DECLARE_RECUSAL)
@require_POST
def recusal(request: HttpRequest, cert_no: str) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    if not actor.may(OrgPermission.READ):
        absent("R-SUB-3")  # a party has a page of its own
    return _done(request, cert_no, "recusal", lambda said: declare_recusal(actor, DeclareRecusal(cert_no, **said), at), _("等负责人决定"))


@requires(OrgPermission.DECIDE_RECUSAL)
@require_GET
def recusals(request: HttpRequest) -> HttpResponse:
    page = Paginator(recusals_asked(actor_of(request), request.GET), ROWS).get_page(request.GET.get("page"))
    return render(request, "orgs/recusals.html", {"page": page, "rows": page.object_list, "columns": RECUSAL_COLUMNS})


def recusals_asked(actor: Actor, query: QueryDict) -> list[RecusalWaiting]:
    """In the order that the address asks for."""
    return in_order(recusals_waiting(actor), query.get("sort", ""), RECUSAL_COLUMNS)


@requires(OrgPermission.DECIDE_RECUSAL)
@require_POST
def decide(request: HttpRequest, recusal: int) -> HttpResponseBase:
    upheld = request.POST.get("upheld") == "yes"
    decide_recusal(actor_of(request), DecideRecusal(recusal, upheld, request.POST.get("reason", "")), now())
    messages.success(request, _("已同意回避") if upheld else _("已答复不回避"))
    return see_other(reverse("orgs:recusals"))
