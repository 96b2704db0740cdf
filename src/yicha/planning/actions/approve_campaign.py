from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.models import Campaign
from yicha.planning.rules import campaigns
from yicha.planning.rules.limits import LIMITS
from yicha.planning.states import CAMPAIGN_TRANSITIONS
from yicha.planning.types import ApproveCampaign, CampaignDecided, CampaignStatus, PlanningPermission


@use_case(may=PlanningPermission.APPROVE_CAMPAIGN, clause="GX-3.2b R-SPEC-1")
def approve_campaign(actor: Actor, command: ApproveCampaign, at: datetime, /) -> CampaignDecided:
    """登记批准: the document that approves the campaign, or why it is refused. The database counts how many there are a year."""
    row = fetch(actor, Campaign.objects.all(), clause="GX-3.2b", pk=command.campaign)
    campaigns.require_decision(command, timezone.localdate(at))
    verb = "approve" if command.approved else "refuse"
    row.status = step(CAMPAIGN_TRANSITIONS, CampaignStatus(row.status), verb, clause="R-SPEC-1")
    row.decision = command.reason
    if command.approved and command.decided_on:
        norms = norms_in_force(row.region_path, command.decided_on)
        row.number, row.approver, row.decided_on = command.number.strip(), command.approver.strip(), command.decided_on
        row.publish_by = campaigns.publish_by(command.decided_on, norms, working_days())
    try:
        row.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return CampaignDecided(row.pk, command.approved, row.number)
