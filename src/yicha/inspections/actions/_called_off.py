"""What becomes of an inspection that will not take place: every part is withdrawn, and the year has its slots back."""

from datetime import datetime

from yicha.inspections.models import Inspection
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.types import CancelVisit


def call_off(actor: Actor, inspection: Inspection, reason: str, at: datetime) -> None:
    """`inspection` is locked and has its new status."""
    inspection.cancelled_because = reason
    inspection.save()
    for task in inspection.tasks.select_for_update():
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "withdraw", clause="LYG-4.3a")
        task.save()
    cancel_visit(actor, CancelVisit(inspection.visit_id, reason), at)
