"""签收: the department takes its parts on, one by one or together; on the phone also 接手."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.sign_for_task import sign_for_task
from yicha.inspections.actions.take_over_task import take_over_task
from yicha.inspections.queries import site, unsigned_tasks
from yicha.inspections.types import InspectionPermission, SignForTask, SiteRow, TakeOverTask, TaskStatus
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import ReasonForm
from yicha.inspections.web.names import holders_on, names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.shell.answers import done
from yicha.shell.numbers import whole

PER_PAGE = 50
AHEAD = timedelta(weeks=4)


@requires(InspectionPermission.READ)
@require_http_methods(["GET", "POST"])
def unsigned(request: HttpRequest) -> HttpResponse:
    """What was ticked is signed for, as one act after the other."""
    actor, at = actor_of(request), now()
    chosen = [one.partition(":") for one in request.POST.getlist("part")]
    for number, _colon, department in chosen:
        sign_for_task(actor, SignForTask(whole(number), department), at)
    if request.method == "POST":
        messages.success(request, _("已签收 %(count)s 个任务") % {"count": len(chosen)})
        return see("tasks")
    page, names = (
        Paginator(unsigned_tasks(actor, at, at.date() + AHEAD), PER_PAGE).get_page(request.GET.get("page")),
        names_on(actor, at.date()),
    )
    rows = [(row, names.one(row.department)) for row in page.object_list]
    return render(request, "inspections/tasks.html", {"page": page, "rows": rows, "may": actor.may(InspectionPermission.SIGN_FOR)})


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def own_task(request: HttpRequest, inspection: int) -> HttpResponse:
    """On the phone: signed for with one tap; taken over from a colleague with a reason."""
    actor, row = actor_of(request), site(actor_of(request), inspection, now())
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if request.method == "POST" and _done(actor, row, form):
        return see("site", inspection)
    holder = holders_on(actor, row.inspection).get(row.task.holder, "")
    context = {"site": row, "form": form, "holder": holder, "mine": names_on(actor, now().date()).one(row.department)}
    return render(request, "inspections/task.html", context, status=409 if form.errors else 200)


def _done(actor: Actor, row: SiteRow, form: ReasonForm) -> bool:
    if row.task.status is TaskStatus.WAITING:
        sign_for_task(actor, SignForTask(row.inspection.id, row.department), now())
        return True
    return form.is_valid() and done(
        form, lambda: take_over_task(actor, TakeOverTask(row.inspection.id, form.cleaned_data["reason"]), now())
    )
