"""叫停: the legal supervisor stops a visit under way, and decides what becomes of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.end_stopped_inspection import end_stopped_inspection
from yicha.inspections.actions.lift_stop import lift_stop
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.queries import visible_inspection
from yicha.inspections.types import EndStoppedInspection, InspectionPermission, LiftStop, StopInspection
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import ReasonForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.planning.queries import visit


@requires(InspectionPermission.STOP)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, inspection: int) -> HttpResponse:
    actor = actor_of(request)
    row = visible_inspection(actor, inspection)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stop_inspection(actor, StopInspection(inspection, form.cleaned_data["reason"]), now())
        return see("visit", inspection)
    return render(request, "inspections/stop.html", {"row": row, "planned": visit(actor, row.visit), "form": form})


@requires(InspectionPermission.STOP)
@require_http_methods(["GET", "POST"])
def stopped(request: HttpRequest, inspection: int) -> HttpResponse:
    """恢复或终止."""
    actor = actor_of(request)
    row = visible_inspection(actor, inspection)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("decision") == "end":
            end_stopped_inspection(actor, EndStoppedInspection(inspection, reason), now())
        else:
            lift_stop(actor, LiftStop(inspection, reason), now())
        return see("visit", inspection)
    return render(request, "inspections/stopped.html", {"row": row, "planned": visit(actor, row.visit), "form": form})
