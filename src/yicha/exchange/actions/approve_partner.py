from datetime import datetime

from django.db import IntegrityError

from yicha.exchange.models import Partner
from yicha.exchange.rules.partners import LIMITS, require_another
from yicha.exchange.states import PARTNER_TRANSITIONS
from yicha.exchange.types import ApprovePartner, ExchangePermission, PartnerApproved, PartnerStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.APPROVE_PARTNER, clause="GX-5.2b")
def approve_partner(actor: Actor, command: ApprovePartner, at: datetime, /) -> PartnerApproved:
    """核准上级平台: from now on the region's batches go there."""
    partner = fetch(actor, Partner.objects.all(), clause="GX-5.2b", pk=command.partner)
    require_another(partner.proposed_by, actor.id)
    partner.status = step(PARTNER_TRANSITIONS, PartnerStatus(partner.status), "approve", clause="GX-5.2b")
    partner.approved_by = actor.id
    try:
        partner.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return PartnerApproved(partner.pk, partner.name)
