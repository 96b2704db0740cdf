from datetime import datetime

from yicha.inspections.actions._told import tell
from yicha.inspections.actions.stop_inspection import FINISHED
from yicha.inspections.models import Inspection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import EndStoppedInspection, InspectionPermission, InspectionStatus, StoppedInspectionEnded, TaskStatus
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions.finish_visit import finish_visit
from yicha.planning.types import FinishVisit


@use_case(may=InspectionPermission.STOP, clause="WY-5.8b R-FREQ-1")
def end_stopped_inspection(actor: Actor, command: EndStoppedInspection, at: datetime, /) -> StoppedInspectionEnded:
    """终止: open parts are withdrawn, evidence stays. The firm was entered, so the visit counts: the system finishes it."""
    inspection = fetch(actor, Inspection.objects.all(), clause="WY-5.8b", pk=command.inspection)
    require_reason(command.reason, "WY-5.8b")
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "end", clause="WY-5.8b")
    inspection.cancelled_because = command.reason.strip()
    inspection.save()
    for task in inspection.tasks.select_for_update().exclude(status__in=FINISHED):
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "withdraw", clause="WY-5.8b")
        task.save()
    finish_visit(SYSTEM, FinishVisit(inspection.visit_id), at)
    tell(actor, inspection, "检查已终止，不再进行", command.reason, at)
    return StoppedInspectionEnded(inspection.pk, inspection.visit_id, inspection.cancelled_because)
