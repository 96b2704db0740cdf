"""扫码反映: the inbox, and what is done with one of them."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yicha.feedback.actions.answer_door_report import answer_door_report
from yicha.feedback.actions.close_door_report import close_door_report
from yicha.feedback.actions.forward_door_report import forward_door_report
from yicha.feedback.queries import contact_of, door_photo, door_report, door_reports
from yicha.feedback.types import (
    AnswerDoorReport,
    CloseDoorReport,
    DoorReportRow,
    DoorReportStatus,
    DoorStep,
    FeedbackPermission,
    ForwardDoorReport,
)
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.pictures import shown_copy
from yicha.kernel.types import RecordRead
from yicha.orgs.queries import department_names
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

PAGE: Final = 50
TABS: Final = {
    DoorReportStatus.OPEN: gettext_lazy("待办"),
    DoorReportStatus.ANSWERED: gettext_lazy("已答复"),
    DoorReportStatus.CLOSED: gettext_lazy("已办结"),
}
STEPS: Final = {DoorStep.FORWARD: gettext_lazy("转办"), DoorStep.ANSWER: gettext_lazy("答复"), DoorStep.CLOSE: gettext_lazy("办结")}


class ForwardForm(Form):
    department = forms.ChoiceField(label=gettext_lazy("转给"))


class WordsForm(Form):
    words = forms.CharField(
        label=gettext_lazy("怎么处理的"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("反映的人凭回执号看得到"),
    )


@require_safe
@requires(FeedbackPermission.READ_REPORTS)
def inbox(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    asked = request.GET.get("status", "")
    status = DoorReportStatus(asked) if asked in set(DoorReportStatus) else DoorReportStatus.OPEN
    page = Paginator(door_reports(actor, at, status), PAGE).get_page(request.GET.get("page"))
    names = department_names(actor, now().date())
    rows = [(row, _holder(row, names)) for row in page]
    tabs = [(one.value, words) for one, words in TABS.items()]
    return render(request, "feedback/reports.html", {"page": page, "rows": rows, "tabs": tabs, "status": status.value})


@require_safe
@requires(FeedbackPermission.READ_REPORTS)
def one(request: HttpRequest, report: int) -> HttpResponse:
    return _page(request, door_report(actor_of(request), report, now()), {})


def _page(request: HttpRequest, row: DoorReportRow, shown: dict[str, Any]) -> HttpResponse:
    """`shown`: a form that was refused, or the contact that was asked for."""
    actor, names = actor_of(request), department_names(actor_of(request), now().date())
    refused = shown.get("refused")
    known = {
        "row": row,
        "holder": _holder(row, names),
        "status": TABS[row.status],
        "steps": [(STEPS[one.step], names.get(one.department, _("联席办")), one) for one in row.steps],
        "photos": range(1, row.photos + 1),
        **_forms(actor, row, names),
    }
    return render(request, "feedback/report.html", known | shown, status=422 if refused else 200)


def _forms(actor: Actor, row: DoorReportRow, names: dict[str, str]) -> dict[str, Form]:
    if not actor.may(FeedbackPermission.HANDLE_REPORT) or row.status is DoorReportStatus.CLOSED:
        return {}
    found: dict[str, Form] = {"close": WordsForm(auto_id="close_%s")}
    if row.status is DoorReportStatus.OPEN:
        found |= {"forward": _forward_form(row, names), "answer": WordsForm(auto_id="answer_%s")}
    return found


def _forward_form(row: DoorReportRow, names: dict[str, str], *args: Any) -> ForwardForm:
    form = ForwardForm(*args)
    form.offer("department", [("", ""), *((code, name) for code, name in names.items() if code != row.department)])
    return form


def _holder(row: DoorReportRow, names: dict[str, str]) -> str:
    return names.get(row.department, row.department) or _("联席办")


@require_safe
@requires(FeedbackPermission.READ_REPORTS)
def photo(request: HttpRequest, report: int, place: int) -> HttpResponseBase:
    return shown_copy(door_photo(actor_of(request), report, place))


@require_POST
@requires(FeedbackPermission.HANDLE_REPORT)
def contact(request: HttpRequest, report: int) -> HttpResponse:
    """The sealed contact, after it was written down who looks."""
    actor, at = actor_of(request), now()
    row = door_report(actor, report, at)
    record_read(actor, RecordRead(f"report:{report}", "反映人联系方式", "联系核实"), at)
    return _page(request, row, {"contact": contact_of(actor, report)})


@require_POST
@requires(FeedbackPermission.HANDLE_REPORT)
def forward(request: HttpRequest, report: int) -> HttpResponse:
    actor = actor_of(request)
    form = _forward_form(door_report(actor, report, now()), department_names(actor, now().date()), request.POST)
    return _stepped(
        request,
        report,
        {"forward": form},
        lambda: forward_door_report(actor, ForwardDoorReport(report, form.cleaned_data["department"]), now()),
        _("已转办"),
    )


@require_POST
@requires(FeedbackPermission.HANDLE_REPORT)
def answer(request: HttpRequest, report: int) -> HttpResponse:
    actor, form = actor_of(request), WordsForm(request.POST, auto_id="answer_%s")
    return _stepped(
        request,
        report,
        {"answer": form},
        lambda: answer_door_report(actor, AnswerDoorReport(report, form.cleaned_data["words"]), now()),
        _("已答复，反映的人凭回执号看得到"),
    )


@require_POST
@requires(FeedbackPermission.HANDLE_REPORT)
def close(request: HttpRequest, report: int) -> HttpResponse:
    actor, form = actor_of(request), WordsForm(request.POST, auto_id="close_%s")
    return _stepped(
        request,
        report,
        {"close": form},
        lambda: close_door_report(actor, CloseDoorReport(report, form.cleaned_data["words"]), now()),
        _("已办结"),
    )


def _stepped(request: HttpRequest, report: int, sent: dict[str, Form], act: Callable[[], object], told: str) -> HttpResponse:
    (form,) = sent.values()
    if form.is_valid() and done(form, act):
        messages.success(request, told)
        return see_other(reverse("feedback:reports"))
    return _page(request, door_report(actor_of(request), report, now()), sent | {"refused": form})
