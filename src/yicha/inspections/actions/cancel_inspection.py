from datetime import datetime

from yicha.inspections import rules
from yicha.inspections.models import Inspection
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import CancelInspection, InspectionCancelled, InspectionPermission, InspectionStatus, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.types import CancelVisit


@use_case(may=InspectionPermission.CANCEL, clause="LYG-4.3a WY-5.8b")
def cancel_inspection(actor: Actor, command: CancelInspection, at: datetime, /) -> InspectionCancelled:
    """取消: the whole visit, with a reason; its slots are free again."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.3a", pk=command.inspection)
    rules.require_reason(command.reason)
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "cancel", clause="LYG-4.3a")
    inspection.cancelled_because = command.reason
    inspection.save()
    for task in inspection.tasks.select_for_update():
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "withdraw", clause="LYG-4.3a")
        task.save()
    cancel_visit(actor, CancelVisit(inspection.visit_id, command.reason), at)
    return InspectionCancelled(inspection.pk, inspection.visit_id, command.reason)
