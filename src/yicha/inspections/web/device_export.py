"""`/devices/export.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.inspections.queries.devices import device_entries
from yicha.inspections.types import InspectionPermission
from yicha.inspections.workbooks import write_devices
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import address_of, asking_first, release_of
from yicha.orgs.types import Leaving, TakeExport, Taking
from yicha.shell.sheets import saved


@requires(InspectionPermission.KEEP_DEVICE)
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
    """What the address asks for: the devices in use of the own department, or of all for who acts for the region."""
    rows, address = device_entries(actor), address_of("inspections:export_devices", query, ())
    taking = Taking("devices", InspectionPermission.KEEP_DEVICE, address, _("在用的监控设备"), len(rows))
    return Leaving(taking, f"devices-{at:%Y%m%d}.xlsx", lambda path: write_devices(path, rows))
