from datetime import datetime

from yicha.duties.queries import require_covered
from yicha.inspections.models import Device
from yicha.inspections.queries.devices import devices_lock
from yicha.inspections.rules import devices
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import DeviceRegistered, InspectionPermission, RegisterDevice
from yicha.kernel.actor import Actor
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.KEEP_DEVICE, clause="LYG-5.5")
def register_device(actor: Actor, command: RegisterDevice, at: datetime, /) -> DeviceRegistered:
    """登记监控设备: whose it is, what, where. What it records is flagged until it was reviewed and its place made public."""
    require_covered(actor, command.region_path, "LYG-5.5")
    require_own_part(actor, command.department, "LYG-5.5")
    devices.require_told(command.number, command.name, command.place)
    hold(devices_lock(command.region_path))  # of two who write one number at once the second is told so
    number, name, place = command.number.strip(), command.name.strip(), command.place.strip()
    devices.require_new_number(Device.objects.filter(region_path=command.region_path, number=number).exists())
    said = {"department": command.department, "number": number, "name": name, "place": place}
    made = Device.objects.create(region_path=command.region_path, **said)
    return DeviceRegistered(made.pk, **said)
