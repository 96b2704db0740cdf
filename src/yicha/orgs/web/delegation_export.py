"""`/delegations/export.xlsx`: the columns that a person sees, in his order; or the register's workbook, which can be imported again."""

from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.queries.delegations import delegation_entries, delegation_words
from yicha.orgs.types import Leaving, OrgPermission, Taking
from yicha.orgs.web.delegations import COLUMNS, NAME, cells, listed
from yicha.orgs.workbooks import write_delegations
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked


@requires(OrgPermission.EXPORT)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """All instruments of the region, those that are over too."""
    address, columns = address_of("orgs:export_delegations", query, ()), columns_asked(query, COLUMNS)
    entries, lines = delegation_entries(actor), listed(actor, query, at.date())

    def write(path: Path) -> None:
        if columns is None:
            write_delegations(path, entries, delegation_words(actor.region, at.date()))
        else:
            write_list(path, _("委托下放"), (NAME, *columns), map(cells, lines))

    rows = len(entries if columns is None else lines)
    taking = Taking("delegations", OrgPermission.READ, address, _("全部委托下放"), rows)
    return Leaving(taking, f"delegations-{at:%Y%m%d}.xlsx", write)
