"""签收: the department takes its parts on, one by one or together; on the phone also 接手."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.sign_for_task import sign_for_task
from yicha.inspections.actions.take_over_task import take_over_task
from yicha.inspections.queries import site, unsigned_tasks
from yicha.inspections.types import InspectionPermission, SignForTask, SiteRow, TakeOverTask, TaskStatus, UnsignedTask
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import ReasonForm
from yicha.inspections.web.names import holders_on, names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.shell.answers import done
from yicha.shell.numbers import whole
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 50
AHEAD = timedelta(weeks=4)
NAME = Column("name", gettext_lazy("企业"))
COLUMNS = (
    Column("town", gettext_lazy("镇街")),
    Column("department", gettext_lazy("部门")),
    Column("first_day", gettext_lazy("上门")),
    Column("sign_by", gettext_lazy("签收时限")),
)


@requires(InspectionPermission.READ)
@require_http_methods(["GET", "POST"])
def unsigned(request: HttpRequest) -> HttpResponse:
    """Those that are waiting; what was ticked, or all that the filter shows, is signed for."""
    actor, at = actor_of(request), now()
    if request.method == "POST":
        _sign(request, actor, at)
        return see("tasks")
    page, names = Paginator(listed(actor, request.GET, at), PER_PAGE).get_page(request.GET.get("page")), names_on(actor, at.date())
    rows = [(row, names.one(row.department)) for row in page.object_list]
    departments = names.short if actor.whole_region else {}
    asked = {"text": request.GET.get("q", ""), "department": request.GET.get("department", ""), "departments": departments}
    shown = {"page": page, "rows": rows, "columns": COLUMNS, "may": actor.may(InspectionPermission.SIGN_FOR)}
    return render(request, "inspections/tasks.html", shown | asked)


def listed(actor: Actor, query: QueryDict, at: datetime) -> list[UnsignedTask]:
    """What the address asks for, of the coming weeks."""
    text, department = query.get("q", "").strip(), query.get("department", "")
    rows = unsigned_tasks(actor, at, at.date() + AHEAD)
    found = [row for row in rows if (text in row.name or text in row.number) and department in {"", row.department}]
    return in_order(found, query.get("sort", ""), (NAME, *COLUMNS))


def _sign(request: HttpRequest, actor: Actor, at: datetime) -> None:
    """Each by itself: what a rule refuses does not hold up the others, and is said."""
    chosen = [(whole(number), department) for number, _colon, department in (one.partition(":") for one in request.POST.getlist("part"))]
    if request.POST.get("all"):
        chosen = [(row.inspection, row.department) for row in listed(actor, request.GET, at)]
    refused: list[str] = []
    for inspection, department in chosen:
        try:
            sign_for_task(actor, SignForTask(inspection, department), at)
        except RuleBroken as refusal:
            refused.append(str(refusal))
    messages.success(request, _("已签收 %(count)s 个任务") % {"count": len(chosen) - len(refused)})
    if refused:
        messages.warning(request, _("没有签收 %(count)s 个：%(why)s") % {"count": len(refused), "why": refused[0]})


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
