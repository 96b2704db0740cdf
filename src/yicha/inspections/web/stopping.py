"""叫停: the legal supervisor stops a visit under way, and decides what becomes of it. 撤出: one department goes, the others go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.end_stopped_inspection import end_stopped_inspection
from yicha.inspections.actions.lift_stop import lift_stop
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.actions.withdraw_department import withdraw_department
from yicha.inspections.queries import visible_inspection
from yicha.inspections.types import (
    EndStoppedInspection,
    InspectionPermission,
    InspectionRow,
    InspectionStatus,
    LiftStop,
    StopInspection,
    TaskStatus,
    WithdrawDepartment,
)
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import ReasonForm, WithdrawForm
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow
from yicha.shell.answers import done

UNDER_WAY = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD, InspectionStatus.STARTED})
UNFINISHED = frozenset({TaskStatus.WAITING, TaskStatus.SIGNED, TaskStatus.CHECKING})


def may_go(actor: Actor, row: InspectionRow, planned: VisitRow) -> list[str]:
    """Whose part the actor may withdraw: never the lead's."""
    if not actor.may(InspectionPermission.WITHDRAW) or row.status not in UNDER_WAY:
        return []
    parts = [task.department for task in row.tasks if task.status in UNFINISHED and task.department != planned.lead]
    return list(filter(actor.acts_for, parts))


@requires(InspectionPermission.WITHDRAW)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row = visible_inspection(actor, inspection, at.date())
    planned, names = visit(actor, row.visit), names_on(actor, at.date())
    form = WithdrawForm(request.POST or None, [(code, names.one(code)) for code in may_go(actor, row, planned)])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(form, lambda: withdraw_department(actor, WithdrawDepartment(inspection, said["department"], said["reason"]), at)):
            return see("visit", inspection)
    context = {"row": row, "planned": planned, "form": form}
    return render(request, "inspections/withdraw.html", context, status=422 if form.errors else 200)


@requires(InspectionPermission.STOP)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, inspection: int) -> HttpResponse:
    actor = actor_of(request)
    row = visible_inspection(actor, inspection, now().date())
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
    row = visible_inspection(actor, inspection, now().date())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("decision") == "end":
            end_stopped_inspection(actor, EndStoppedInspection(inspection, reason), now())
        else:
            lift_stop(actor, LiftStop(inspection, reason), now())
        return see("visit", inspection)
    return render(request, "inspections/stopped.html", {"row": row, "planned": visit(actor, row.visit), "form": form})
