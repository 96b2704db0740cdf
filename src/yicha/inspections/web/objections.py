"""异议 before a visit: written down for who calls, and decided by the legal supervisor with what the year has seen beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from yicha.inspections.actions.decide_objection import decide_objection
from yicha.inspections.actions.raise_objection import raise_objection
from yicha.inspections.queries import objection_of, objections, visible_inspection
from yicha.inspections.types import (
    GROUND_NAMES,
    DecideObjection,
    InspectionPermission,
    InspectionRow,
    InspectionStatus,
    ObjectionGround,
    RaiseObjection,
)
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import CalledForm, ReasonForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.planning.queries import visit, year_left
from yicha.planning.types import VisitRow
from yicha.subjects.queries import subject


@requires(InspectionPermission.DECIDE_OBJECTION)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    rows = [(row, GROUND_NAMES[row.ground]) for row in objections(actor, now())]
    return render(request, "inspections/objections.html", {"rows": rows})


@requires(InspectionPermission.OBJECT)
@require_http_methods(["GET", "POST"])
def called(request: HttpRequest, inspection: int) -> HttpResponse:
    """By a clerk, for an enterprise that telephoned."""
    actor = actor_of(request)
    row = visible_inspection(actor, inspection, now().date())
    form = CalledForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        raise_objection(actor, RaiseObjection(inspection, ObjectionGround(said["ground"]), said["words"], said["caller"]), now())
        return see("visit", inspection)
    return render(request, "inspections/objection.html", {"row": row, "planned": visit(actor, row.visit), "form": form})


@requires(InspectionPermission.DECIDE_OBJECTION)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, inspection: int) -> HttpResponse:
    """成立 or 不成立, in sight of what this year has left of the enterprise."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    row = visible_inspection(actor, inspection, now().date())
    if request.method == "POST" and form.is_valid():
        decide_objection(actor, DecideObjection(inspection, request.POST.get("decision") == "uphold", form.cleaned_data["reason"]), now())
        return see("objections")
    return render(request, "inspections/objection_decide.html", _about(actor, row, visit(actor, row.visit)) | {"form": form})


def _about(actor: Actor, row: InspectionRow, planned: VisitRow) -> dict[str, object]:
    at = now()
    raised = objection_of(actor, row.id, at)
    return {
        "row": row,
        "planned": planned,
        "raised": raised,
        "ground": GROUND_NAMES[raised.ground] if raised else "",
        "open": row.status is InspectionStatus.HELD,
        "left": year_left(actor, subject(actor, planned.sid), at.date()),
        "asked": {demand.check_class for demand in planned.demands},
    }
