"""协助请求: asked for on the phone, answered in the office."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.inspections.actions.answer_assistance import answer_assistance
from yicha.inspections.actions.request_assistance import request_assistance
from yicha.inspections.queries import assistance, site
from yicha.inspections.types import AnswerAssistance, AssistanceGround, AssistanceRow, InspectionPermission, RequestAssistance
from yicha.inspections.web.after import see
from yicha.inspections.web.labels import GROUNDS_OF_ASSISTANCE
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.orgs.queries import people
from yicha.shell.answers import done
from yicha.shell.forms import Form

ASKED = [(one.value, label) for one, label in GROUNDS_OF_ASSISTANCE.items()]


class HelpForm(Form):
    ground = forms.ChoiceField(label=_("什么情况"), choices=ASKED, widget=forms.RadioSelect)
    place = forms.CharField(label=_("在哪里（可不填）"), max_length=80, required=False, help_text=_("只用于派人到现场"))
    words = forms.CharField(label=_("说明（可不填）"), max_length=400, required=False)


class AnswerForm(Form):
    answer = forms.CharField(label=_("怎么处理，谁到场"), max_length=400, widget=forms.Textarea({"rows": 2, "class": "yc-input"}))


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at, form = actor_of(request), now(), HelpForm(request.POST or None)
    row = site(actor, inspection, at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        command = RequestAssistance(inspection, AssistanceGround(said["ground"]), said["words"], said["place"])
        if done(form, lambda: request_assistance(actor, command, at)):
            return see("help", inspection)
    asked = _told(actor, assistance(actor, inspections=[inspection]))
    return render(request, "inspections/help.html", {"site": row, "form": form, "asked": asked}, status=409 if form.errors else 200)


@requires(InspectionPermission.ASSIST)
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "inspections/assistance.html", {"rows": _told(actor, assistance(actor))})


@requires(InspectionPermission.ASSIST)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, asked: int) -> HttpResponse:
    actor, form = actor_of(request), AnswerForm(request.POST or None)
    row = next((one for one in assistance(actor) if one.id == asked), None) or absent("GX-4.3b")
    if request.method == "POST" and form.is_valid():
        command = AnswerAssistance(asked, form.cleaned_data["answer"])
        if done(form, lambda: answer_assistance(actor, command, now())):
            return see("assistance")
    context = {"row": row, "ground": GROUNDS_OF_ASSISTANCE[row.ground], "form": form}
    return render(request, "inspections/answer_assistance.html", context, status=409 if form.errors else 200)


def _told(actor: Actor, rows: list[AssistanceRow]) -> list[dict[str, object]]:
    names = people(actor, {one for row in rows for one in (row.asked_by, row.answered_by) if one})
    return [
        {"row": row, "ground": GROUNDS_OF_ASSISTANCE[row.ground], "who": names.get(row.asked_by, ""), "by": names.get(row.answered_by, "")}
        for row in rows
    ]
