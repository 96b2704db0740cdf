from datetime import datetime

from yicha.exchange.models import Subscription
from yicha.exchange.rules.partners import require_reason
from yicha.exchange.states import PARTNER_TRANSITIONS
from yicha.exchange.types import EndSubscription, ExchangePermission, PartnerStatus, SubscriptionEnded
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.END_SUBSCRIPTION, clause="GX-5.2b")
def end_subscription(actor: Actor, command: EndSubscription, at: datetime, /) -> SubscriptionEnded:
    """停用订阅: one person is enough to close a door. What was not sent stays here."""
    found = fetch(actor, Subscription.objects.all(), clause="GX-5.2b", pk=command.subscription)
    require_reason(command.reason)
    found.status = step(PARTNER_TRANSITIONS, PartnerStatus(found.status), "end", clause="GX-5.2b")
    found.ended_because = command.reason
    found.save()
    return SubscriptionEnded(found.pk, command.reason)
