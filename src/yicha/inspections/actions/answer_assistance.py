from datetime import datetime

from django.urls import reverse

from yicha.inspections.models import Assistance
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.rules.standing import require_unanswered
from yicha.inspections.rules.team import require_part_in
from yicha.inspections.types import AnswerAssistance, AssistanceAnswered, InspectionPermission
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.planning.queries import visit

NEAR = frozenset({Role.TEAM_LEADER, Role.DEPARTMENT_HEAD})


@use_case(may=InspectionPermission.ASSIST, clause="GX-4.3b")
def answer_assistance(actor: Actor, command: AnswerAssistance, at: datetime, /) -> AssistanceAnswered:
    """答复协助请求: who is on the way. Who asked is told; the first answer stands."""
    asked = fetch(actor, Assistance.objects.all(), clause="GX-4.3b", pk=command.request)
    if actor.role in NEAR:
        require_part_in(actor, visit(SYSTEM, asked.inspection.visit_id).departments)
    require_reason(command.answer, "GX-4.3b")
    require_unanswered(answered=bool(asked.answer))
    asked.answer, asked.answered_by, asked.answered_at = command.answer.strip(), actor.id, at
    asked.save()
    link = reverse("inspections:help", args=[asked.inspection_id])
    notify([Message(asked.asked_by, "协助请求已答复", f"{asked.number} · {actor.name}：{asked.answer}", link)], at)
    return AssistanceAnswered(asked.pk, asked.inspection_id, asked.answer)
