from datetime import datetime

from yicha.duties.models import Policy
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.types import AnswerOpinion, DutyPermission, OpinionAnswered
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.DRAFT_POLICY, clause="GX-4.1b")
def answer_opinion(actor: Actor, command: AnswerOpinion, at: datetime, /) -> OpinionAnswered:
    """Each opinion hears whether it was adopted, and if not, why."""
    row = fetch(actor, Policy.objects.all(), clause="GX-4.1b", pk=command.policy)
    require_own(actor, row.department)
    rules.require_reply(command.reply, adopted=command.adopted)
    given = row.opinions.select_for_update().filter(round=row.round, department=command.department, given_at__isnull=False)
    found = given.first() or absent("GX-4.1b")
    found.adopted, found.reply = command.adopted, command.reply
    found.save()
    return OpinionAnswered(row.pk, command.department, command.adopted)
