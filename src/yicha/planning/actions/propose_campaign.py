from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.planning.models import Campaign
from yicha.planning.rules import campaigns
from yicha.planning.rules.filing import require_own
from yicha.planning.types import CampaignProposed, PlanningPermission, ProposeCampaign


@use_case(may=PlanningPermission.PROPOSE_CAMPAIGN, clause="GX-3.2b R-SPEC-1")
def propose_campaign(actor: Actor, command: ProposeCampaign, at: datetime, /) -> CampaignProposed:
    """专项行动报批: what is to be put right, when, by whom. It allows nothing until it is approved."""
    if not actor.covers(command.region_path):
        absent("GX-3.2b")
    require_own(actor, command.department)
    campaigns.require_proposal(command)
    row = Campaign.objects.create(
        region_path=command.region_path,
        department=command.department,
        name=command.name.strip(),
        reason=command.reason.strip(),
        first_day=command.first_day,
        last_day=command.last_day,
    )
    return CampaignProposed(row.pk, row.region_path)
