"""Notices: issued by the clerk of the leading department, one or a whole week, and printed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.queries import DeskRows, visible_inspection, weeks
from yicha.inspections.types import InspectionPermission, IssueNotice
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import FilterForm
from yicha.inspections.web.sheets import archive
from yicha.kernel.access import actor_of, requires
from yicha.kernel.archive import content_of
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Refusal
from yicha.shell.answers import see_other
from yicha.shell.numbers import whole


@requires(InspectionPermission.NOTIFY)
@require_POST
def issue(request: HttpRequest, inspection: int) -> HttpResponse:
    done = issue_notice(actor_of(request), IssueNotice(inspection, _site(request)), now())
    messages.success(request, _("已发出 %(number)s") % {"number": done.number})
    return see("visit", inspection)


@requires(InspectionPermission.NOTIFY)
@require_POST
def issue_many(request: HttpRequest) -> HttpResponse:
    """Each on its own: what is refused is told, the others go out."""
    refused = [reason for inspection in _chosen(request) if (reason := _refusal(request, inspection))]
    done = len(_chosen(request)) - len(refused)
    messages.success(request, _("已发出 %(count)s 份通知书") % {"count": done})
    for reason in dict.fromkeys(refused):
        messages.warning(request, _("%(count)s 份没有发出：%(why)s") % {"count": refused.count(reason), "why": reason}, extra_tags="soon")
    return see_other(f"{reverse('inspections:visits')}?{request.POST.get('query', '')}")


@requires(InspectionPermission.READ)
@require_GET
def printed(request: HttpRequest, inspection: int) -> HttpResponse:
    """The PDF as it was issued. It carries the firm's secret code, so the departments that come have it and the office, nobody else."""
    row = visible_inspection(actor_of(request), inspection, now().date())
    if not (row.notice and any(actor_of(request).acts_for(task.department) for task in row.tasks)):
        absent("LYG-4.3e")
    response = HttpResponse(content_of(row.notice), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="notice-{inspection}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires(InspectionPermission.NOTIFY)
@require_GET
def printed_week(request: HttpRequest) -> HttpResponse:
    """All notices of the list as it is filtered, led by the own department, in one archive."""
    actor, at = actor_of(request), now()
    rows = DeskRows(actor, FilterForm(request.GET, weeks(actor), {}).wanted(), at)[:]
    response = HttpResponse(archive([row for row in rows if row.notice and actor.acts_for(row.lead)]), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="notices-{at:%Y%m%d}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


def _chosen(request: HttpRequest) -> list[int]:
    return [number for inspection in request.POST.getlist("inspection") if (number := whole(inspection))]


def _refusal(request: HttpRequest, inspection: int) -> str:
    """Empty when it went out."""
    try:
        issue_notice(actor_of(request), IssueNotice(inspection, _site(request)), now())
    except Refusal as refusal:
        return refusal.message
    return ""


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")
