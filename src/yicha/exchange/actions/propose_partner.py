from datetime import datetime

from yicha.exchange.models import Partner
from yicha.exchange.rules.partners import require_address
from yicha.exchange.types import ExchangePermission, PartnerProposed, ProposePartner
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.PROPOSE_PARTNER, clause="GX-5.2b")
def propose_partner(actor: Actor, command: ProposePartner, at: datetime, /) -> PartnerProposed:
    """登记上级平台: nothing leaves for it before somebody else has agreed."""
    if not actor.covers(command.region_path):
        absent("GX-5.2b")
    require_address(command.way, command.address)
    made = Partner.objects.create(
        region_path=command.region_path, name=command.name, way=command.way.value, address=command.address, proposed_by=actor.id
    )
    return PartnerProposed(made.pk, made.name)
