from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Campaign
from yicha.planning.rules.publishing import is_late
from yicha.planning.states import CAMPAIGN_TRANSITIONS
from yicha.planning.types import CampaignPublished, CampaignStatus, PlanningPermission, PublishCampaign


@use_case(may=PlanningPermission.PUBLISH_CAMPAIGN, clause="GX-3.2b R-SPEC-1")
def publish_campaign(actor: Actor, command: PublishCampaign, at: datetime, /) -> CampaignPublished:
    """公布专项行动: on the public list from now on; after its month it is published all the same, and said to be late."""
    row = fetch(actor, Campaign.objects.all(), clause="GX-3.2b", pk=command.campaign)
    row.status = step(CAMPAIGN_TRANSITIONS, CampaignStatus(row.status), "publish", clause="R-SPEC-1")
    row.published_at = at
    row.save()
    return CampaignPublished(row.pk, is_late(row.publish_by, timezone.localdate(at)))
