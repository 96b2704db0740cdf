"""`/visits/export.xlsx`: the list as it is filtered, all pages, through the door by which every file of rows leaves."""

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
from yicha.inspections.web.sheets import write_visits
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import asking_first, release_of
from yicha.orgs.types import TakeExport, Taking
from yicha.shell.sheets import saved


@requires(InspectionPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """WY-5.8b: it leaves a mark in the trail; more rows than one person may take wait for another. The filter stands in the address."""
    actor, at = actor_of(request), now()
    names = names_on(actor, at.date())
    wanted = FilterForm(request.GET, weeks(actor), dict(names.short)).wanted()
    rows, release = DeskRows(actor, wanted, at), release_of(request.POST)
    taking = Taking("visits", InspectionPermission.READ, _address(wanted), _words(wanted, names), len(rows))
    if ask := asking_first(actor, taking, release, at):
        return redirect(ask)
    take_export(actor, TakeExport(taking, release), at)
    return saved(f"visits-{at:%Y%m%d}.xlsx", lambda path: write_visits(path, list(rows[:]), names))


def _address(wanted: DeskFilter) -> str:
    """With the filter as it was understood, so that the release leads back to the same rows."""
    said = {"q": wanted.text, "week": wanted.week, "status": wanted.status, "department": wanted.department}
    return f"{reverse('inspections:export')}?{urlencode({name: value for name, value in said.items() if value})}"


def _words(wanted: DeskFilter, names: Names) -> str:
    status = str(STATUSES[wanted.status][0]) if wanted.status else ""
    week = _("%(day)s 起一周") % {"day": wanted.week.isoformat()} if wanted.week else ""
    return " · ".join(filter(None, (wanted.text, week, status, names.one(wanted.department)))) or _("全部")
