from datetime import datetime

from django.db import IntegrityError

from yicha.duties.models import Dispute, Party
from yicha.duties.queries import departments_of
from yicha.duties.rules import disputes as rules
from yicha.duties.rules.duties import require_department
from yicha.duties.states import DISPUTE_TRANSITIONS
from yicha.duties.types import DisputeStatus, DutyPermission, InviteParty, PartyInvited
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.REVIEW_DISPUTE, clause="GX-2.3")
def invite_party(actor: Actor, command: InviteParty, at: datetime, /) -> PartyInvited:
    """会同有关方面: whoever may be named in the decision is heard first."""
    dispute = fetch(actor, Dispute.objects.all(), clause="GX-2.3", pk=command.dispute)
    step(DISPUTE_TRANSITIONS, DisputeStatus(dispute.status), "review", clause="GX-2.3")  # only while parties are heard
    require_department(command.department, departments_of(dispute.region_path, working_days().day_of(at)))
    try:
        Party.objects.create(dispute=dispute, department=command.department)
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return PartyInvited(dispute.pk, command.department)
