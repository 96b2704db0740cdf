from datetime import datetime

from yicha.inspections.models import DepartmentTask, Inspection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.rules.standing import require_not_stopped
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import DepartmentReturned, InspectionPermission, InspectionStatus, ReturnDepartment, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RETURN, clause="LYG-4.4a GX-4.4")
def return_department(actor: Actor, command: ReturnDepartment, at: datetime, /) -> DepartmentReturned:
    """退回: the department's officers decide its outcome again. What the firm signed stays."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    require_not_stopped(InspectionStatus(inspection.status))
    require_own_part(actor, command.department, "LYG-4.4a")
    require_reason(command.reason, "LYG-4.4a")
    task = DepartmentTask.objects.select_for_update().filter(inspection=inspection, department=command.department).first()
    if task is None:
        absent("LYG-4.4a")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "return", clause="LYG-4.4a")
    task.returned_because = command.reason
    task.save()
    return DepartmentReturned(inspection.pk, command.department, command.reason)
