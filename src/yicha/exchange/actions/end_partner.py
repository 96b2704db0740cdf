from datetime import datetime

from yicha.exchange.models import Partner
from yicha.exchange.rules.partners import require_reason
from yicha.exchange.states import PARTNER_TRANSITIONS
from yicha.exchange.types import EndPartner, ExchangePermission, PartnerEnded, PartnerStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.END_PARTNER, clause="GX-5.2b")
def end_partner(actor: Actor, command: EndPartner, at: datetime, /) -> PartnerEnded:
    """停用上级平台: one person is enough to close a door. What waits, waits for the next one."""
    partner = fetch(actor, Partner.objects.all(), clause="GX-5.2b", pk=command.partner)
    require_reason(command.reason)
    partner.status = step(PARTNER_TRANSITIONS, PartnerStatus(partner.status), "end", clause="GX-5.2b")
    partner.ended_because = command.reason
    partner.save()
    return PartnerEnded(partner.pk, command.reason)
