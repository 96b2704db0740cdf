"""At the door: which visit this is, nobody there, no code to show, help wanted; and who comes along."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yicha.draws.types import LossReason
from yicha.inspections.actions.enter_without_code import enter_without_code
from yicha.inspections.actions.name_companion import name_companion
from yicha.inspections.actions.report_absence import report_absence
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.queries import companions, site, visible_inspection, visits_at_code
from yicha.inspections.types import (
    CompanionRole,
    EnterWithoutCode,
    EvidenceKind,
    InspectionPermission,
    NameCompanion,
    ReportAbsence,
    ScanIn,
    SiteRow,
)
from yicha.inspections.web.after import see
from yicha.inspections.web.evidence import Shown, kept
from yicha.inspections.web.forms import CodeForm, NoCodeForm
from yicha.inspections.web.labels import ABSENCES, COMPANIONS
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.planning.queries import visit
from yicha.shell.answers import done
from yicha.shell.forms import Form


class AbsenceForm(Form):
    ground = forms.ChoiceField(
        label=_("看到的情况"), choices=[(one.value, label) for one, label in ABSENCES.items()], widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("写明看到什么"), max_length=400, widget=forms.Textarea({"rows": 3, "class": "yc-input"}))
    position = forms.CharField(required=False, widget=forms.HiddenInput)


class CompanionForm(Form):
    role = forms.ChoiceField(label=_("身份"), choices=[(one.value, label) for one, label in COMPANIONS.items()], widget=forms.RadioSelect)
    name = forms.CharField(label=_("姓名"), max_length=60)
    number = forms.CharField(label=_("证件号"), max_length=40, help_text=_("工作证、资格证或聘书的号，不是执法证"))
    organ = forms.CharField(label=_("单位"), max_length=80, required=False)


@requires(InspectionPermission.SCAN_IN)
@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest) -> HttpResponse:
    """扫码入企 the other way: the firm's code opens its visit of today and begins it; of several the officer chooses."""
    actor, form = actor_of(request), CodeForm(request.POST or None)
    asked = request.method == "POST" and form.is_valid()
    found = visits_at_code(actor, form.cleaned_data["code"], now()) if asked else []
    if len(found) == 1 and _begun(request, found[0], form):
        return see("site", found[0].inspection.id)
    return render(request, "inspections/scan.html", {"form": form, "found": found, "asked": asked}, status=409 if form.errors else 200)


def _begun(request: HttpRequest, row: SiteRow, form: CodeForm) -> bool:
    """What is under way already is only opened."""
    said, site_address = form.cleaned_data, request.build_absolute_uri("/")
    command = ScanIn(row.inspection.id, said["code"], site_address, place=said["place"])
    return bool(row.inspection.started_at) or done(form, lambda: scan_in(actor_of(request), command, now()))


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def absent(request: HttpRequest, inspection: int) -> HttpResponse:
    row, form = site(actor_of(request), inspection, now()), AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _report(request, row, form.cleaned_data)):
        return see("site", inspection)
    return render(request, "inspections/absent.html", {"site": row, "form": form}, status=409 if form.errors else 200)


def _report(request: HttpRequest, row: SiteRow, said: dict[str, str]) -> None:
    photos = kept(request, row, "photo", Shown(EvidenceKind.PHOTO, position=said["position"]))
    command = ReportAbsence(row.inspection.id, LossReason(said["ground"]), said["words"], photos, said["position"])
    report_absence(actor_of(request), command, now())


@requires(InspectionPermission.SCAN_IN)
@require_http_methods(["GET", "POST"])
def no_code(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row, form = site(actor, inspection, at), NoCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        command = EnterWithoutCode(inspection, said["reason"], request.build_absolute_uri("/"), said["urgent"])
        if done(form, lambda: enter_without_code(actor, command, at)):
            return see("site", inspection)
    return render(request, "inspections/no_code.html", {"site": row, "form": form}, status=409 if form.errors else 200)


@requires(InspectionPermission.NAME_COMPANION)
@require_http_methods(["GET", "POST"])
def companion_list(request: HttpRequest, inspection: int) -> HttpResponse:
    """Who comes along, and one more."""
    actor, form = actor_of(request), CompanionForm(request.POST or None)
    row = visible_inspection(actor, inspection, now().date())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        command = NameCompanion(inspection, CompanionRole(said["role"]), said["name"], said["number"], said["organ"])
        if done(form, lambda: name_companion(actor, command, now())):
            return see("companions", inspection)
    named = [(one, COMPANIONS[one.role]) for one in companions(actor, inspection)]
    context = {"row": row, "planned": visit(actor, row.visit), "form": form, "named": named}
    return render(request, "inspections/companions.html", context, status=409 if form.errors else 200)
