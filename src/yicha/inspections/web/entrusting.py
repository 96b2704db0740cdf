"""委托检查: one department asks another that comes anyway; either ends it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.end_entrustment import end_entrustment
from yicha.inspections.actions.entrust_check import entrust_check
from yicha.inspections.queries import visible_inspection
from yicha.inspections.rules.entrusting import BEFORE
from yicha.inspections.types import EndEntrustment, EntrustCheck, InspectionPermission, InspectionRow
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import EntrustForm, ReasonForm
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow
from yicha.shell.answers import done


def may_entrust(actor: Actor, row: InspectionRow, planned: VisitRow) -> list[str]:
    """Whose part the actor may entrust: never the lead's, and only before anybody comes."""
    if not actor.may(InspectionPermission.ENTRUST) or row.status not in BEFORE or len(row.tasks) == 1:
        return []
    parts = [task.department for task in row.tasks if task.department != planned.lead and not task.entrusted_to]
    return list(filter(actor.acts_for, parts))


def may_end(actor: Actor, row: InspectionRow) -> list[str]:
    """Whose entrusted part the actor may take back or decline."""
    return given_parts(actor, row) if actor.may(InspectionPermission.ENTRUST) and row.status in BEFORE else []


def given_parts(actor: Actor, row: InspectionRow) -> list[str]:
    """Whose part was entrusted, by the actor's department or to it."""
    given = [task for task in row.tasks if task.entrusted_to]
    return [task.department for task in given if actor.acts_for(task.department) or actor.acts_for(task.entrusted_to)]


@requires(InspectionPermission.ENTRUST)
@require_http_methods(["GET", "POST"])
def entrust(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row = visible_inspection(actor, inspection, at.date())
    planned, names = visit(actor, row.visit), names_on(actor, at.date())
    parts = may_entrust(actor, row, planned)
    others = [(code, names.one(code)) for code in planned.departments if code not in parts]
    form = EntrustForm(request.POST or None, [(code, names.one(code)) for code in parts], others)
    if form.is_valid() and done(form, lambda: entrust_check(actor, EntrustCheck(inspection, **form.cleaned_data), at)):
        messages.success(request, _("已委托，两家都得到通知"))
        return see("visit", inspection)
    context = {"row": row, "planned": planned, "form": form, "parts": parts}
    return render(request, "inspections/entrust.html", context, status=422 if form.errors else 200)


@requires(InspectionPermission.ENTRUST)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, inspection: int, department: str) -> HttpResponse:
    """收回 or 谢绝."""
    actor, at = actor_of(request), now()
    row = visible_inspection(actor, inspection, at.date())
    task = next((one for one in row.tasks if one.department == department and one.department in given_parts(actor, row)), None) or absent()
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: end_entrustment(actor, EndEntrustment(inspection, department, form.cleaned_data["reason"]), at)
    ):
        messages.success(request, _("委托已结束，本部门的人自己检查"))
        return see("visit", inspection)
    names = names_on(actor, at.date())
    context = {"row": row, "form": form, "name": names.one(department), "entrusted_to": names.one(task.entrusted_to)}
    return render(request, "inspections/end_entrustment.html", context, status=422 if form.errors else 200)
