from datetime import datetime

from yicha.duties.models import Dispute
from yicha.duties.rules import disputes as rules
from yicha.duties.rules.duties import require_reason
from yicha.duties.states import DISPUTE_TRANSITIONS
from yicha.duties.types import DisputeKind, DisputeStatus, DisputeWithdrawn, DutyPermission, WithdrawDispute
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.RAISE_DISPUTE, clause="GX-2.3")
def withdraw_dispute(actor: Actor, command: WithdrawDispute, at: datetime, /) -> DisputeWithdrawn:
    """Who raised a dispute of competence may take it back: the lead of before stays in charge."""
    dispute = fetch(actor, Dispute.objects.all(), clause="GX-2.3", pk=command.dispute)
    rules.require_own(actor, dispute.raised_by)
    rules.require_withdrawable(DisputeKind(dispute.kind))
    require_reason(command.reason, "GX-2.3")
    dispute.status = step(DISPUTE_TRANSITIONS, DisputeStatus(dispute.status), "withdraw", clause="GX-2.3")
    dispute.reason, dispute.closed_at = command.reason, at
    dispute.save()
    return DisputeWithdrawn(dispute.pk, command.reason)
