from datetime import datetime

from django.utils import timezone

from yicha.inspections.models import Device
from yicha.inspections.rules import devices
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import DeviceReviewed, InspectionPermission, ReviewDevice
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.REVIEW_DEVICE, clause="LYG-5.5")
def review_device(actor: Actor, command: ReviewDevice, at: datetime, /) -> DeviceReviewed:
    """法制审核、技术审核、公布设置地点: each once, with its paper. What was recorded before stays flagged."""
    row = fetch(actor, Device.objects.all(), clause="LYG-5.5", pk=command.device)
    require_own_part(actor, row.department, "LYG-5.5")
    devices.require_told(command.paper)
    devices.require_step(getattr(row, f"{command.step}_on"), command.on, timezone.localdate(at), row.retired_on)
    setattr(row, f"{command.step}_on", command.on)
    setattr(row, f"{command.step}_paper", command.paper.strip())
    row.save()
    return DeviceReviewed(row.pk, command.step, command.on, command.paper.strip())
