from datetime import datetime

from yicha.duties.models import Dispute
from yicha.duties.rules import disputes as rules
from yicha.duties.states import DISPUTE_TRANSITIONS
from yicha.duties.types import ClaimStated, DisputeStatus, DutyPermission, StateClaim
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.STATE_CLAIM, clause="GX-2.3")
def state_claim(actor: Actor, command: StateClaim, at: datetime, /) -> ClaimStated:
    """A party says whether it should lead, can assist, or has no part in it, and why."""
    dispute = fetch(actor, Dispute.objects.all(), clause="GX-2.3", pk=command.dispute)
    rules.require_own(actor, command.department)
    rules.require_opinion(command.opinion)
    step(DISPUTE_TRANSITIONS, DisputeStatus(dispute.status), "review", clause="GX-2.3")  # only while parties are heard
    party = dispute.parties.select_for_update().filter(department=command.department).first() or absent("GX-2.3")
    party.stance, party.opinion, party.stated_at = command.stance, command.opinion, at
    party.save()
    return ClaimStated(dispute.pk, command.department, command.stance)
