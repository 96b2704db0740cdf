"""`/visits/export.xlsx`: the list as it is filtered, all pages, through the door by which every file of rows leaves."""

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.inspections.queries import DeskRows, weeks
from yicha.inspections.types import DeskFilter, InspectionPermission
from yicha.inspections.web.forms import FilterForm
from yicha.inspections.web.labels import STATUSES
from yicha.inspections.web.names import Names, names_on
from yicha.inspections.web.sheets import workbook
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import asking_address, rows_alone
from yicha.orgs.types import TakeExport, Taking

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(InspectionPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """WY-5.8b: it leaves a mark in the trail; more rows than one person may take wait for another. The filter stands in the address."""
    actor, at = actor_of(request), now()
    names = names_on(actor, at.date())
    wanted = FilterForm(request.GET, weeks(actor), dict(names.short)).wanted()
    rows, released = DeskRows(actor, wanted, at), request.POST.get("export", "")
    taking = Taking("visits", InspectionPermission.READ, _address(wanted), _words(wanted, names), len(rows))
    if not released.isdecimal() and taking.rows > rows_alone(actor, at):
        return redirect(asking_address(taking))
    take_export(actor, TakeExport(taking, int(released) if released.isdecimal() else 0), at)
    sent = {"Content-Disposition": f'attachment; filename="visits-{at:%Y%m%d}.xlsx"'}
    return HttpResponse(workbook(list(rows[:]), names), content_type=WORKBOOK, headers=sent)


def _address(wanted: DeskFilter) -> str:
    """With the filter as it was understood, so that the release leads back to the same rows."""
    said = {"q": wanted.text, "week": wanted.week, "status": wanted.status, "department": wanted.department}
    return f"{reverse('inspections:export')}?{urlencode({name: value for name, value in said.items() if value})}"


def _words(wanted: DeskFilter, names: Names) -> str:
    status = str(STATUSES[wanted.status][0]) if wanted.status else ""
    week = _("%(day)s 起一周") % {"day": wanted.week.isoformat()} if wanted.week else ""
    return " · ".join(filter(None, (wanted.text, week, status, names.one(wanted.department)))) or _("全部")
