from datetime import datetime

from yicha.inspections.actions._part import part_of
from yicha.inspections.models import Inspection
from yicha.inspections.rules.team import require_drawn, require_own_part
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import InspectionPermission, SignForTask, TaskSigned, TaskStatus
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import certificate_of
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.SIGN_FOR, clause="GX-4.4 YX-2.4")
def sign_for_task(actor: Actor, command: SignForTask, at: datetime, /) -> TaskSigned:
    """签收: the team leader, the clerk or the head for the department, or an officer who was drawn for it."""
    inspection = fetch(actor, Inspection.objects.all(), clause="GX-4.4", pk=command.inspection)
    require_own_part(actor, command.department, "GX-4.4")
    if actor.role == Role.OFFICER:
        require_drawn(certificate_of(actor.id), visit(actor, inspection.visit_id).officers)
    task = part_of(inspection, command.department, "GX-4.4")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "sign", clause="GX-4.4")
    task.holder, task.signed_at = actor.id, at
    task.save()
    return TaskSigned(inspection.pk, inspection.visit_id, command.department, actor.id)
