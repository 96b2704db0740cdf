from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from yicha.inspections.actions._part import part_of
from yicha.inspections.models import Inspection
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.rules.standing import require_not_stopped
from yicha.inspections.rules.team import require_another_holder, require_drawn
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStatus, TakeOverTask, TaskStatus, TaskTakenOver
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import signing_officer
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.RECORD, clause="YX-2.4 R-SUB-3 WY-5.8b")
def take_over_task(actor: Actor, command: TakeOverTask, at: datetime, /) -> TaskTakenOver:
    """接手: an officer who was drawn for the department takes its part from a colleague, who is told, with the reason."""
    inspection = fetch(actor, Inspection.objects.all(), clause="YX-2.4", pk=command.inspection)
    planned = visit(actor, inspection.visit_id)
    officer = signing_officer(actor, timezone.localdate(at)).cert_no
    require_drawn(officer, planned.officers)
    require_not_stopped(InspectionStatus(inspection.status))
    require_reason(command.reason, "YX-2.4")
    department = next(one.department for one in planned.officers if one.cert_no == officer)
    task = part_of(inspection, department, "YX-2.4")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "take_over", clause="YX-2.4")
    require_another_holder(task.holder, actor.id)
    before, reason = task.holder, command.reason.strip()
    task.holder = actor.id
    task.save()
    text, link = f"{planned.name} · {inspection.number} · {actor.name}：{reason}", reverse("inspections:site", args=[inspection.pk])
    notify([Message(before, "检查任务已由同事接手", text, link)], at)
    return TaskTakenOver(inspection.pk, inspection.visit_id, department, before, actor.id, reason)
