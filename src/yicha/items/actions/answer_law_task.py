from datetime import datetime

from yicha.items.models import LawTask
from yicha.items.rules import laws, review
from yicha.items.types import AnswerLawTask, ItemPermission, LawTaskAnswered, LawTaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.ANSWER_LAW_TASK, clause="WY-5.1 WS-2.1 GX-2.1")
def answer_law_task(actor: Actor, command: AnswerLawTask, at: datetime, /) -> LawTaskAnswered:
    """不需修改: the department says why nothing of its item need change. Who has to change it proposes a version instead."""
    found = LawTask.objects.select_related("law_change")
    task = fetch(actor, found, clause="WS-2.1", path="law_change__region_path", pk=command.task)
    laws.require_owner(actor, task.department)
    laws.require_open(LawTaskStatus(task.status))
    review.require_told_why(command.reason, "不需修改")
    task.status, task.reason, task.closed_at = LawTaskStatus.UNCHANGED.value, command.reason.strip(), at
    task.save()
    return LawTaskAnswered(task.pk, task.department, task.code, task.reason)
