"""`/delegations/export.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import address_of, asking_first, release_of
from yicha.orgs.queries.delegations import delegation_entries, delegation_words
from yicha.orgs.types import Leaving, OrgPermission, TakeExport, Taking
from yicha.orgs.workbooks import write_delegations
from yicha.shell.sheets import saved


@requires(OrgPermission.EXPORT)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows."""
    actor, at, release = actor_of(request), now(), release_of(request.POST)
    found = leaving(actor, request.GET, at)
    if ask := asking_first(actor, found.taking, release, at):
        return redirect(ask)
    if take_export(actor, TakeExport(found.taking, release), at).later:
        return redirect("orgs:exports")
    return saved(found.name, found.write)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """All instruments of the region, those that are over too."""
    rows, address = delegation_entries(actor), address_of("orgs:export_delegations", query, ())
    taking = Taking("delegations", OrgPermission.READ, address, _("全部委托下放"), len(rows))
    words = delegation_words(actor.region, at.date())
    return Leaving(taking, f"delegations-{at:%Y%m%d}.xlsx", lambda path: write_delegations(path, rows, words))
