"""`/permits/export/`: the list as a file, in the columns that a person sees and in his order; or as the feed's workbook."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import asking_first, release_of
from yicha.orgs.types import TakeExport, Taking
from yicha.permits.queries import permits
from yicha.permits.queries.permits import as_received, shown
from yicha.permits.types import PermitListing, PermitPermission
from yicha.permits.web.pages import COLUMNS, NAME, STATES, asked_of, line, names_of
from yicha.permits.workbooks import write_permits
from yicha.shell.sheets import saved, write_list
from yicha.shell.sorting import columns_asked, order_asked
from yicha.shell.templatetags.yc import clock_words


@require_POST
@requires(PermitPermission.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail."""
    actor, at = actor_of(request), now()
    state, text = asked_of(request)
    found = permits(actor, state, text, at.date(), order_asked(request.GET, (NAME, *COLUMNS)))
    words = " · ".join(filter(None, (text, str(STATES[state]) if state else ""))) or gettext("全部")
    taking, release = Taking("permits", PermitPermission.READ, _address(request), words, found.count()), release_of(request.POST)
    if ask := asking_first(actor, taking, release, at):
        return redirect(ask)
    take_export(actor, TakeExport(taking, release), at)
    return saved(f"permits-{at:%Y%m%d}.xlsx", _writer(request, [shown(row, at.date()) for row in found]))


def _address(request: HttpRequest) -> str:
    said = {name: request.GET[name] for name in ("state", "q", "sort", "columns") if name in request.GET}
    return f"{reverse('permits:export')}?{urlencode(said)}"


def _writer(request: HttpRequest, rows: list[PermitListing]) -> Callable[[Path], None]:
    columns, names = columns_asked(request.GET, COLUMNS), names_of(actor_of(request).region)
    if columns is None:
        return lambda path: write_permits(path, map(as_received, rows))
    return lambda path: write_list(path, gettext("许可"), (NAME, *columns), (cells(row, names) for row in rows))


def cells(row: PermitListing, names: dict[str, str]) -> dict[str, str]:
    """In the words of the page."""
    words = line(row, names)
    return {
        "name": row.name,
        "kind": f"{row.kind_name} {row.number}",
        "granted_on": row.granted_on.isoformat(),
        "department": words["department"],
        "check_by": row.check_by.isoformat(),
        "left": clock_words(words["clock"]) if words["clock"] else "",
        "state": str(words["words"]),
    }
