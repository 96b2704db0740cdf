from datetime import datetime

from django.utils import timezone

from yicha.inspections.models import Device
from yicha.inspections.queries.devices import devices_lock
from yicha.inspections.types import TAKEN_BACK, DevicesTakenBack, InspectionPermission, TakeBackDevices
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.TAKE_BACK_DEVICES, clause="LYG-4.2")
def take_back_devices(actor: Actor, command: TakeBackDevices, at: datetime, /) -> DevicesTakenBack:
    """Follows from the undoing of an import. What it had brought goes out of use: the row stays, and its number may come again."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    hold(devices_lock(command.region_path))
    here = Device.objects.filter(region_path=command.region_path)
    brought = here.filter(number__in=command.removed, retired_on=None)
    removed = brought.update(retired_on=timezone.localdate(at), retired_because=TAKEN_BACK)
    for row in command.restored:
        here.filter(number=row.number).update(**vars(row))
    return DevicesTakenBack(command.region_path, command.source, removed, len(command.restored))
