"""`/permits/export/`: the list as a file, in the columns that a person sees and in his order; or as the feed's workbook."""

from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.permits.queries import permits
from yicha.permits.queries.permits import as_received, shown
from yicha.permits.types import PermitListing, PermitPermission
from yicha.permits.web.pages import COLUMNS, NAME, STATES, asked_of, line, names_of
from yicha.permits.workbooks import write_permits
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, order_asked
from yicha.shell.templatetags.yc import clock_words


@require_POST
@requires(PermitPermission.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    state, text = asked_of(query)
    found = permits(actor, state, text, at.date(), order_asked(query, (NAME, *COLUMNS)))
    words = " · ".join(filter(None, (text, str(STATES[state]) if state else ""))) or gettext("全部")
    columns, names = columns_asked(query, COLUMNS), names_of(actor.region)

    def write(path: Path) -> None:
        rows = [shown(row, at.date()) for row in found]
        if columns is None:
            write_permits(path, map(as_received, rows))
        else:
            write_list(path, gettext("许可"), (NAME, *columns), (cells(row, names) for row in rows))

    taking = Taking("permits", PermitPermission.READ, address_of("permits:export", query, ("state", "q")), words, found.count())
    return Leaving(taking, f"permits-{at:%Y%m%d}.xlsx", write)


def cells(row: PermitListing, names: dict[str, str]) -> dict[str, str]:
    """In the words of the page."""
    words = line(row, names)
    return {
        "name": row.name,
        "kind": f"{row.kind_name} {row.number}",
        "granted_on": row.granted_on.isoformat(),
        "department": words["department"],
        "check_by": row.check_by.isoformat() if row.check_by else "",
        "left": clock_words(words["clock"]) if words["clock"] else "",
        "state": str(words["words"]),
    }
