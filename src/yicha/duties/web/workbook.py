"""`/duties/register.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.duties.queries import duty_entries, duty_words
from yicha.duties.types import DutyPermission
from yicha.duties.workbooks import write_duties
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import address_of, asking_first, release_of
from yicha.orgs.types import Leaving, TakeExport, Taking
from yicha.shell.sheets import saved


@requires(DutyPermission.READ)
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
    """All duties of the region and below, those that are over too."""
    rows, address = duty_entries(actor, actor.region), address_of("duties:register", query, ())
    taking = Taking("duty_register", DutyPermission.READ, address, _("全部职责"), len(rows))
    return Leaving(taking, f"duty-register-{at:%Y%m%d}.xlsx", lambda path: write_duties(path, rows, duty_words(actor.region, at.date())))
