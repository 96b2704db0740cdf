"""`/visits/tasks/export.xlsx`: what waits to be signed for, as it is filtered, in the columns that a person sees and in his order."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.inspections.types import InspectionPermission, UnsignedTask
from yicha.inspections.web.names import names_on
from yicha.inspections.web.tasks import COLUMNS, NAME, listed
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked
from yicha.shell.templatetags.yc import clock_words


@requires(InspectionPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    rows, chosen, names = listed(actor, query, at), columns_asked(query, COLUMNS), names_on(actor, at.date())
    columns = (NAME, *(COLUMNS if chosen is None else chosen))
    words = " · ".join(filter(None, (query.get("q", ""), names.one(query.get("department", ""))))) or _("全部")
    taking = Taking(
        "tasks", InspectionPermission.READ, address_of("inspections:export_tasks", query, ("q", "department")), words, len(rows)
    )
    return Leaving(
        taking, f"tasks-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("任务签收"), columns, (_cells(row, names.short) for row in rows))
    )


def _cells(row: UnsignedTask, short: Mapping[str, str]) -> dict[str, str]:
    """In the words of the page."""
    days: Iterable[str] = (row.first_day.isoformat(), f"{row.last_day:%m-%d}")
    return {
        "name": f"{row.name} {row.number}",
        "town": row.town,
        "department": short.get(row.department, row.department) + (_("·牵头") if row.lead else ""),
        "first_day": f"{localtime(row.starts_at):%Y-%m-%d %H:%M}" if row.starts_at else " – ".join(days),
        "sign_by": clock_words(row.clock),
    }
