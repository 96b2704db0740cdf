from datetime import datetime

from yicha.inspections.actions._called_off import call_off
from yicha.inspections.models import Inspection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.states import TRANSITIONS
from yicha.inspections.types import CancelInspection, InspectionCancelled, InspectionPermission, InspectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.CANCEL, clause="LYG-4.3a WY-5.8b")
def cancel_inspection(actor: Actor, command: CancelInspection, at: datetime, /) -> InspectionCancelled:
    """取消: the whole visit, with a reason; its slots are free again."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.3a", pk=command.inspection)
    require_reason(command.reason)
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "cancel", clause="LYG-4.3a")
    call_off(actor, inspection, command.reason, at)
    return InspectionCancelled(inspection.pk, inspection.visit_id, command.reason)
