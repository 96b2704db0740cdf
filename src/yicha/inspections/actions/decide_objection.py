from datetime import datetime

from yicha.inspections.actions._called_off import call_off
from yicha.inspections.actions._told import tell
from yicha.inspections.models import Inspection, Objection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.states import TRANSITIONS
from yicha.inspections.types import DecideObjection, InspectionPermission, InspectionStatus, ObjectionDecided, ObjectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.DECIDE_OBJECTION, clause="LYG-4.3d WY-5.8b")
def decide_objection(actor: Actor, command: DecideObjection, at: datetime, /) -> ObjectionDecided:
    """裁定异议: upheld, the visit is cancelled and its slots are free again; dismissed, it goes on as it was told."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.3d", pk=command.inspection)
    require_reason(command.reason, "LYG-4.3d")
    verb, status = ("uphold", ObjectionStatus.UPHELD) if command.uphold else ("dismiss", ObjectionStatus.DISMISSED)
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), verb, clause="LYG-4.3d")
    reason = command.reason.strip()
    objection = Objection.objects.select_for_update().get(inspection=inspection)
    objection.status, objection.decision, objection.decided_at = status, reason, at
    objection.save()
    if command.uphold:
        call_off(actor, inspection, reason, at)
    else:
        inspection.save()
    tell(actor, inspection, "异议成立，检查取消" if command.uphold else "异议不成立，检查照常", reason, at)
    return ObjectionDecided(inspection.pk, inspection.visit_id, command.uphold, reason)
