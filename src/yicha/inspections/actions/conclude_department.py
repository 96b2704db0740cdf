from datetime import datetime

from yicha.inspections.models import DepartmentTask, Inspection
from yicha.inspections.queries import undecided_among
from yicha.inspections.rules.standing import require_approved_or_refused, require_not_stopped
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import (
    ConcludeDepartment,
    DepartmentConcluded,
    InspectionPermission,
    InspectionStatus,
    Outcome,
    TaskStatus,
)
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions.finish_visit import finish_visit
from yicha.planning.queries import visit
from yicha.planning.types import FinishVisit


@use_case(may=InspectionPermission.CONCLUDE, clause="LYG-4.4a GX-4.4 R-PROC-1")
def conclude_department(actor: Actor, command: ConcludeDepartment, at: datetime, /) -> DepartmentConcluded:
    """审核: the head confirms the department's part; with the last one the inspection is closed and the visit done."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    require_not_stopped(InspectionStatus(inspection.status))
    require_own_part(actor, command.department, "LYG-4.4a")
    require_approved_or_refused(waits=bool(undecided_among([inspection.pk])))
    tasks = {task.department: task for task in DepartmentTask.objects.select_for_update().filter(inspection=inspection)}
    task = tasks.get(command.department) or absent("LYG-4.4a")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "conclude", clause="LYG-4.4a")
    task.concluded_at = at
    task.save()
    planned = visit(actor, inspection.visit_id)
    closes = all(one.status in {TaskStatus.CONCLUDED, TaskStatus.WITHDRAWN} for one in tasks.values())
    if closes:
        inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "close", clause="LYG-4.4a")
        inspection.closed_at = at
        inspection.save()
        finish_visit(actor, FinishVisit(planned.id), at)
    checked_at = task.submitted_at or at
    return DepartmentConcluded(
        inspection.pk, planned.id, task.department, planned.sid, Outcome(task.outcome), checked_at=checked_at, closes=closes
    )
