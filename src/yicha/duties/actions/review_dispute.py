from datetime import datetime

from yicha.duties.models import Dispute
from yicha.duties.rules import disputes as rules
from yicha.duties.states import DISPUTE_TRANSITIONS
from yicha.duties.types import DisputeReviewed, DisputeStatus, DutyPermission, ReviewDispute
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.REVIEW_DISPUTE, clause="GX-2.3")
def review_dispute(actor: Actor, command: ReviewDispute, at: datetime, /) -> DisputeReviewed:
    """研判: everybody was heard, or had the time. From now on nobody changes what was said."""
    dispute = fetch(actor, Dispute.objects.all(), clause="GX-2.3", pk=command.dispute)
    dispute.status = step(DISPUTE_TRANSITIONS, DisputeStatus(dispute.status), "review", clause="GX-2.3")
    silent = tuple(dispute.parties.filter(stance="").order_by("pk").values_list("department", flat=True))
    rules.require_heard(silent, dispute.opinions_by, working_days().day_of(at))
    dispute.save()
    return DisputeReviewed(dispute.pk, silent)
