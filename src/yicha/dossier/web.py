"""`/subjects/<sid>/`: the page of one subject."""

import sys
from dataclasses import replace
from hashlib import sha256

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.dossier.documents import DUTY_NAMES, FATE_NAMES
from yicha.dossier.queries import dossier_of, duty_of, packed
from yicha.dossier.queries.packing import INDEX
from yicha.dossier.types import Chosen, DutyFile
from yicha.inspections.types import InspectionPermission
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotFound
from yicha.kernel.types import RecordRead
from yicha.lookups.types import LookupPermission
from yicha.orgs.queries import recusal_reason
from yicha.planning.types import PlanningPermission
from yicha.shell.forms import Form
from yicha.shell.numbers import whole
from yicha.shell.sheets import zipped
from yicha.subjects.queries import industry_called, subject
from yicha.subjects.types import SubjectPermission

app_name = "dossier"


class PurposeForm(Form):
    """Why somebody wants to see what is personal."""

    purpose = forms.CharField(label=gettext_lazy("看它做什么用"), max_length=100, help_text=gettext_lazy("谁、何时、为什么看，都会留痕"))


def _chosen(request: HttpRequest) -> Chosen:
    asked = request.GET
    chosen = Chosen(asked.get("department", ""), asked.get("kind", ""), whole(asked.get("year", "")), asked.get("problems") == "1")
    return replace(chosen, most=sys.maxsize) if "all" in asked else chosen


@requires(SubjectPermission.READ)
@require_GET
def dossier(request: HttpRequest, sid: str) -> HttpResponse:
    actor, chosen = actor_of(request), _chosen(request)
    at = now()
    found = dossier_of(actor, sid, at)
    if found.subject.sid != sid:
        return redirect("dossier:dossier", found.subject.sid)
    shown = {
        "dossier": found,
        "chosen": chosen,
        "query": f"{request.GET.urlencode()}&" if request.GET else "",
        "timeline": found.of(chosen),
        "industry": industry_called(found.subject.industry or "", actor.region, at.date()),
        "may_file": actor.may(PlanningPermission.FILE_UNPLANNED),
        "may_prove": actor.may(InspectionPermission.OPEN_ORIGINAL),
        "may_look_up": actor.may(LookupPermission.ASK),
    }
    return render(request, "dossier/dossier.html", shown)


@requires(SubjectPermission.READ)
@require_GET
def ask_recusal(request: HttpRequest, sid: str, recusal: int) -> HttpResponse:
    """What has to be said before a reason is shown."""
    asked = subject(actor_of(request), sid)
    return render(request, "dossier/recusal.html", {"subject": asked, "recusal": recusal, "form": PurposeForm()})


@requires(SubjectPermission.READ)
@require_POST
@never_cache
def see_recusal(request: HttpRequest, sid: str, recusal: int) -> HttpResponse:
    """Shown once, on this answer; the mark comes before."""
    actor, form = actor_of(request), PurposeForm(request.POST)
    told = {"subject": subject(actor, sid), "recusal": recusal, "form": form}
    if not form.is_valid():
        return render(request, "dossier/recusal.html", told, status=422)
    reason = recusal_reason(actor, recusal, sid)
    record_read(actor, RecordRead(f"subject:{sid}", _("执法人员回避的原因"), form.cleaned_data["purpose"]), now())
    return render(request, "dossier/recusal.html", told | {"reason": reason})


@requires(InspectionPermission.OPEN_ORIGINAL)
@require_http_methods(["GET", "POST"])
@never_cache
def duty(request: HttpRequest, sid: str, year: int) -> HttpResponse:
    """尽职免责: what was kept and what was missed; the package after what for was written down."""
    file, form = duty_of(actor_of(request), sid, year, now()), PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (files := _packed(file, form)):
        return _taken(request, file, files, form.cleaned_data["purpose"])
    context = {"file": file, "form": form, "owed": [(DUTY_NAMES[one.owed.duty], one) for one in file.owed]}
    context |= {"drawn": [(FATE_NAMES[one.standing.fate], one) for one in file.drawn]}
    return render(request, "dossier/duty.html", context, status=422 if form.errors else 200)


def _packed(file: DutyFile, form: PurposeForm) -> dict[str, bytes]:
    """Nothing, and the form says why, as long as the ledger lags behind."""
    try:
        return packed(file)
    except NotFound:
        form.add_error(None, _("台账还没有收录最后几笔，一分钟后再下载"))
        return {}


def _taken(request: HttpRequest, file: DutyFile, files: dict[str, bytes], purpose: str) -> HttpResponse:
    """The mark names the list that was taken along, so the ledger holds its SHA-256."""
    told = {"year": file.year, "digest": sha256(files[INDEX]).hexdigest()}
    what = _("尽职免责证据包 %(year)s，目录 SHA-256 %(digest)s") % told
    record_read(actor_of(request), RecordRead(f"subject:{file.sid}", what, purpose), file.at)
    return zipped(f"duty-{file.year}.zip", files)


urlpatterns: list[URLPattern] = [
    path("<str:sid>/", dossier, name="dossier"),
    path("<str:sid>/duty/<int:year>/", duty, name="duty"),
    path("<str:sid>/recusals/<int:recusal>/", ask_recusal, name="ask_recusal"),
    path("<str:sid>/recusals/<int:recusal>/reason/", see_recusal, name="see_recusal"),
]
