from datetime import datetime

from yicha.exchange.models import Subscription
from yicha.exchange.rules.partners import require_another
from yicha.exchange.states import PARTNER_TRANSITIONS
from yicha.exchange.types import ApproveSubscription, ExchangePermission, PartnerStatus, SubscriptionApproved
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.APPROVE_SUBSCRIPTION, clause="GX-5.2b")
def approve_subscription(actor: Actor, command: ApproveSubscription, at: datetime, /) -> SubscriptionApproved:
    """核准订阅: from now on it is told of what concerns its department."""
    found = fetch(actor, Subscription.objects.all(), clause="GX-5.2b", pk=command.subscription)
    require_another(found.proposed_by, actor.id)
    found.status = step(PARTNER_TRANSITIONS, PartnerStatus(found.status), "approve", clause="GX-5.2b")
    found.approved_by = actor.id
    found.save()
    return SubscriptionApproved(found.pk, found.name)
