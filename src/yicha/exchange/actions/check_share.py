from datetime import datetime

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.models import Share
from yicha.exchange.states import SHARE_TRANSITIONS
from yicha.exchange.types import CheckShare, ExchangePermission, ShareChecked, ShareStatus, Sharing
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.norms.types import NormCode


@use_case(may=ExchangePermission.CHECK_SHARE, clause="YX-2.15 GX-5.2b")
def check_share(actor: Actor, command: CheckShare, at: datetime, /) -> ShareChecked:
    """形式审核: what is shared without condition is granted with it; else the provider's days to answer begin."""
    row = fetch(actor, Share.objects.all(), clause="YX-2.15", pk=command.share)
    free = row.resource.sharing == Sharing.FREE
    row.status = step(SHARE_TRANSITIONS, ShareStatus(row.status), "grant" if free else "check", clause="YX-2.15")
    if free:
        row.answered_at = at
    else:
        row.answer_by = last_day(NormCode.SHARE_ANSWER, row.region_path, at)
    row.save()
    return ShareChecked(row.pk, row.resource_id, row.answer_by, late=working_days().day_of(at) > row.check_by)
