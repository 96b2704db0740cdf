from datetime import datetime

from yicha.inspections.actions._told import tell
from yicha.inspections.models import Inspection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.states import TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStatus, LiftStop, StopLifted
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.STOP, clause="WY-5.8b")
def lift_stop(actor: Actor, command: LiftStop, at: datetime, /) -> StopLifted:
    """恢复: decided by who supervises, never by who is supervised."""
    inspection = fetch(actor, Inspection.objects.all(), clause="WY-5.8b", pk=command.inspection)
    require_reason(command.reason, "WY-5.8b")
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "resume", clause="WY-5.8b")
    inspection.stopped_because = ""
    inspection.save()
    tell(actor, inspection, "叫停的检查可以继续", command.reason, at)
    return StopLifted(inspection.pk, inspection.visit_id, command.reason)
