"""紧急补批: what was entered because it could not wait, and the head's decision afterwards."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.inspections.actions.decide_urgency import decide_urgency
from yicha.inspections.queries import urgencies, urgency_of, visible_inspection
from yicha.inspections.types import DecideUrgency, InspectionPermission
from yicha.inspections.web.after import see
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.planning.queries import visit
from yicha.shell.answers import done
from yicha.shell.forms import Form


class OpinionForm(Form):
    opinion = forms.CharField(label=_("意见"), max_length=400, widget=forms.Textarea({"rows": 3, "class": "yc-input"}))


@requires(InspectionPermission.READ)
@require_GET
def entered(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    names = names_on(actor, at.date())
    return render(request, "inspections/urgencies.html", {"rows": [(row, names.one(row.lead)) for row in urgencies(actor, at)]})


@requires(InspectionPermission.DECIDE_URGENCY)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, inspection: int) -> HttpResponse:
    """补批 or not."""
    actor, at, form = actor_of(request), now(), OpinionForm(request.POST or None)
    row, waits = visible_inspection(actor, inspection, at.date()), urgency_of(actor, inspection, at) or absent("R-PROC-1")
    if request.method == "POST" and form.is_valid():
        command = DecideUrgency(inspection, request.POST.get("decision") == "approve", form.cleaned_data["opinion"])
        if done(form, lambda: decide_urgency(actor, command, at)):
            return see("urgencies")
    context = {"row": row, "planned": visit(actor, row.visit), "urgency": waits, "form": form}
    return render(request, "inspections/urgency_decide.html", context, status=409 if form.errors else 200)
