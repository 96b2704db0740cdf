from datetime import datetime

from yicha.duties.queries import require_covered
from yicha.inspections.models import Device
from yicha.inspections.queries.devices import device_entry, devices_lock
from yicha.inspections.rules import devices
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import DeviceEntry, DevicesRegistered, DeviceStep, InspectionPermission, RegisterDevices
from yicha.kernel.actor import Actor
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.KEEP_DEVICE, clause="LYG-5.5 LYG-4.2")
def register_devices(actor: Actor, command: RegisterDevices, at: datetime, /) -> DevicesRegistered:
    """登记监控设备 by a workbook: what `register_device` and, by a head, `review_device` do one by one."""
    require_covered(actor, command.region_path, "LYG-5.5")
    hold(devices_lock(command.region_path))
    numbers = [row.number for row in command.rows]
    found = Device.objects.select_for_update().filter(region_path=command.region_path, number__in=numbers).order_by("number")
    held = {device.number: device for device in found}
    changed = sum(device.retired_on is None for device in held.values())
    for row in command.rows:
        require_own_part(actor, row.department, "LYG-5.5")
        _write(actor, held.get(row.number) or Device(region_path=command.region_path), row)
    return DevicesRegistered(command.region_path, command.source, len(numbers) - changed, changed)


def _write(actor: Actor, device: Device, row: DeviceEntry) -> None:
    devices.require_told(row.number, row.name, row.place)
    devices.require_in_use(row.number, device.retired_because)
    if device.pk and not device.retired_on:
        require_own_part(actor, device.department, "LYG-5.5")
    before = device_entry(device)
    brings = any(getattr(row, f"{step}_on") != getattr(before, f"{step}_on") for step in DeviceStep)
    devices.require_steps_of_a_head(brings=brings, may=actor.may(InspectionPermission.REVIEW_DEVICE))
    for name, value in vars(row).items():
        setattr(device, name, value)
    device.retired_on, device.retired_because = None, ""
    device.save()
