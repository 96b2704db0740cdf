from datetime import datetime

from yicha.inspections.actions._told import tell
from yicha.inspections.models import Inspection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.states import TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStatus, InspectionStopped, StopInspection, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case

FINISHED = (TaskStatus.CONCLUDED, TaskStatus.WITHDRAWN)


@use_case(may=InspectionPermission.STOP, clause="WY-5.8b")
def stop_inspection(actor: Actor, command: StopInspection, at: datetime, /) -> InspectionStopped:
    """叫停: all parts stand still. What was answered, photographed and signed stays; concluded parts stay concluded."""
    inspection = fetch(actor, Inspection.objects.all(), clause="WY-5.8b", pk=command.inspection)
    require_reason(command.reason, "WY-5.8b")
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "stop", clause="WY-5.8b")
    inspection.stopped_because = command.reason.strip()
    inspection.save()
    tell(actor, inspection, "检查已被叫停，请停止现场检查", command.reason, at)
    still_open = inspection.tasks.exclude(status__in=FINISHED).order_by("place").values_list("department", flat=True)
    return InspectionStopped(inspection.pk, inspection.visit_id, inspection.stopped_because, tuple(still_open))
