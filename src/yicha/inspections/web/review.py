"""The head's desk: results that wait for agreement, one by one or together."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.conclude_department import conclude_department
from yicha.inspections.actions.return_department import return_department
from yicha.inspections.queries import reviews, visible_inspection
from yicha.inspections.types import ConcludeDepartment, InspectionPermission, ReturnDepartment, ReviewRow
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import ReasonForm
from yicha.inspections.web.labels import OUTCOMES
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.planning.queries import visit
from yicha.shell.numbers import whole


@dataclass(frozen=True)
class Waiting:
    row: ReviewRow
    department: str
    outcome: str | Promise


@requires(InspectionPermission.CONCLUDE)
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """核定: what was ticked, as one act after the other; a refusal ends it and is told."""
    actor, at = actor_of(request), now()
    chosen = [one.partition(":") for one in request.POST.getlist("part")]
    for number, _colon, department in chosen:
        conclude_department(actor, ConcludeDepartment(whole(number), department), at)
    if request.method == "POST":
        messages.success(request, _("已核定 %(count)s 份结果") % {"count": len(chosen)})
        return see("review")
    names = names_on(actor, at.date())
    rows = [Waiting(row, names.one(row.department), OUTCOMES[row.outcome]) for row in reviews(actor, at)]
    return render(request, "inspections/review.html", {"rows": rows})


@requires(InspectionPermission.RETURN)
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, inspection: int, department: str) -> HttpResponse:
    actor = actor_of(request)
    row, form = visible_inspection(actor, inspection, now().date()), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return_department(actor, ReturnDepartment(inspection, department, form.cleaned_data["reason"]), now())
        messages.success(request, _("已退回 %(number)s") % {"number": row.number})
        return see("review")
    context = {"row": row, "planned": visit(actor, row.visit), "form": form}
    return render(request, "inspections/return.html", context)
