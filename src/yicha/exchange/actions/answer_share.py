from datetime import datetime

from yicha.exchange.models import Share
from yicha.exchange.rules.sharing import require_answer, require_own_resource
from yicha.exchange.states import SHARE_TRANSITIONS
from yicha.exchange.types import AnswerShare, ExchangePermission, ShareAnswered, ShareStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=ExchangePermission.ANSWER_SHARE, clause="YX-2.15 GX-5.2b")
def answer_share(actor: Actor, command: AnswerShare, at: datetime, /) -> ShareAnswered:
    """答复: the provider grants, or says why not; late is late, answered all the same."""
    row = fetch(actor, Share.objects.all(), clause="YX-2.15", pk=command.share)
    require_own_resource(actor, row.resource.department)
    require_answer(command.granted, command.reason)
    if row.answer_by is None:
        raise RuleBroken("数据局还没有审核这项申请", clause="YX-2.15")
    row.status = step(SHARE_TRANSITIONS, ShareStatus(row.status), "grant" if command.granted else "refuse", clause="YX-2.15")
    row.answered_at, row.reason = at, command.reason
    row.save()
    return ShareAnswered(row.pk, row.resource_id, command.granted, late=working_days().day_of(at) > row.answer_by)
