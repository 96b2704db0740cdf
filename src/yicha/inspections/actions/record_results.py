from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from yicha.inspections import rules
from yicha.inspections.models import DepartmentTask, Inspection
from yicha.inspections.queries import questions
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import InspectionPermission, RecordResults, ResultsRecorded, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.events import canonical, to_plain
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import signing_officer
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-ITEM-2 R-SUB-3")
def record_results(actor: Actor, command: RecordResults, at: datetime, /) -> ResultsRecorded:
    """What one department found, on the published form, signed by those who were drawn. Until the head concludes it may be mended."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    rules.require_own_department(actor, command.department, "LYG-4.4a")
    task = DepartmentTask.objects.select_for_update().filter(inspection=inspection, department=command.department).first()
    if task is None:
        absent("LYG-4.4a")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "submit", clause="LYG-4.4a")
    planned = visit(actor, inspection.visit_id)
    rules.require_drawn(signing_officer(actor, timezone.localdate(at)).cert_no, planned.officers)
    rules.require_team_of(command.officers, command.department, planned.officers, task.min_officers)
    rules.require_form_kept(command.answers, questions(actor, planned, command.department))
    rules.require_outcome_fits(command.outcome, command.answers, command.note)
    answers = to_plain(command)["answers"]
    task.outcome, task.answers, task.officers, task.note = command.outcome, answers, list(command.officers), command.note
    task.submitted_at = at
    task.save()
    digest = sha256(canonical(answers).encode()).hexdigest()
    return ResultsRecorded(inspection.pk, command.department, command.outcome, digest)
