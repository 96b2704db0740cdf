"""`/devices/export.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.inspections.queries.devices import device_entries
from yicha.inspections.types import InspectionPermission
from yicha.inspections.workbooks import write_devices
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking


@requires(InspectionPermission.KEEP_DEVICE)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for: the devices in use of the own department, or of all for who acts for the region."""
    rows, address = device_entries(actor), address_of("inspections:export_devices", query, ())
    taking = Taking("devices", InspectionPermission.KEEP_DEVICE, address, _("在用的监控设备"), len(rows))
    return Leaving(taking, f"devices-{at:%Y%m%d}.xlsx", lambda path: write_devices(path, rows))
