from datetime import datetime

from django.utils import timezone

from yicha.inspections.models import Device
from yicha.inspections.rules import devices
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import DeviceRetired, InspectionPermission, RetireDevice
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.KEEP_DEVICE, clause="LYG-5.5")
def retire_device(actor: Actor, command: RetireDevice, at: datetime, /) -> DeviceRetired:
    """停用: from that day on nothing that it records is evidence."""
    row = fetch(actor, Device.objects.all(), clause="LYG-5.5", pk=command.device)
    require_own_part(actor, row.department, "LYG-5.5")
    require_reason(command.reason, "LYG-5.5")
    today = timezone.localdate(at)
    devices.require_step(None, today, today, row.retired_on)
    row.retired_on, row.retired_because = today, command.reason.strip()
    row.save()
    return DeviceRetired(row.pk, row.retired_because)
