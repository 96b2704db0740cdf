"""`/visits/export.xlsx`: the list as it is filtered, all pages, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.inspections.queries import DeskRows, weeks
from yicha.inspections.types import DeskFilter, InspectionPermission
from yicha.inspections.web.forms import FilterForm
from yicha.inspections.web.labels import STATUSES
from yicha.inspections.web.names import Names, names_on
from yicha.inspections.web.sheets import write_visits
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking


@requires(InspectionPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    names = names_on(actor, at.date())
    wanted = FilterForm(query, weeks(actor), dict(names.short)).wanted()
    rows, address = DeskRows(actor, wanted, at), address_of("inspections:export", query, ("q", "week", "status", "department"))
    taking = Taking("visits", InspectionPermission.READ, address, _words(wanted, names), len(rows))
    return Leaving(taking, f"visits-{at:%Y%m%d}.xlsx", lambda path: write_visits(path, list(rows[:]), names))


def _words(wanted: DeskFilter, names: Names) -> str:
    status = str(STATUSES[wanted.status][0]) if wanted.status else ""
    week = _("%(day)s 起一周") % {"day": wanted.week.isoformat()} if wanted.week else ""
    return " · ".join(filter(None, (wanted.text, week, status, names.one(wanted.department)))) or _("全部")
