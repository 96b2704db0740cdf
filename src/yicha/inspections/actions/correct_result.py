from datetime import datetime

from yicha.inspections.models import DepartmentTask, Inspection
from yicha.inspections.rules.results import require_correction
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import CorrectResult, InspectionPermission, Outcome, ResultCorrected, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.CORRECT, clause="LYG-4.4a R-PUB-1")
def correct_result(actor: Actor, command: CorrectResult, at: datetime, /) -> ResultCorrected:
    """更正结果 of one department, after an appeal was upheld: the signed record stays as it is, the conclusion from it changes."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    require_own_part(actor, command.department, "LYG-4.4a")
    task = DepartmentTask.objects.select_for_update().filter(inspection=inspection, department=command.department).first()
    task = task or absent("LYG-4.4a")
    require_correction(TaskStatus(task.status), task.outcome, command.outcome)
    before, task.outcome = Outcome(task.outcome), command.outcome.value
    task.save()
    return ResultCorrected(inspection.pk, task.department, before, command.outcome, command.reason)
