"""`/pools/register.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

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
from yicha.orgs.types import Leaving, TakeExport, Taking
from yicha.shell.sheets import saved
from yicha.subjects.queries import pool_entries
from yicha.subjects.types import SubjectPermission
from yicha.subjects.workbooks.pools import fits, write_pools


@requires(SubjectPermission.KEEP_POOL)
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
    """The pools that have not ended, with their lists."""
    rows, address = pool_entries(actor), address_of("subjects:pool_register", query, ())
    taking = Taking("pool_register", SubjectPermission.KEEP_POOL, address, _("专项库和名单"), len(rows))
    return Leaving(taking, f"pool-register-{at:%Y%m%d}.{'xlsx' if fits(rows) else 'csv'}", lambda path: write_pools(path, rows))
