from datetime import datetime

from django.db import IntegrityError

from yicha.exchange.models import Subscription
from yicha.exchange.rules.partners import LIMITS, require_address
from yicha.exchange.rules.webhooks import require_topics
from yicha.exchange.types import ExchangePermission, ProposeSubscription, SubscriptionProposed, Way
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import departments


@use_case(may=ExchangePermission.PROPOSE_SUBSCRIPTION, clause="GX-5.2b")
def propose_subscription(actor: Actor, command: ProposeSubscription, at: datetime, /) -> SubscriptionProposed:
    """登记订阅: a department's system is told of nothing before somebody else has agreed."""
    if not actor.covers(command.region_path) or command.department not in {one.code for one in departments(actor, at.date())}:
        absent("GX-5.2b")
    require_address(Way.API, command.address)
    require_topics(command.topics)
    values = {"department": command.department, "name": command.name, "address": command.address, "topics": list(command.topics)}
    try:
        made = Subscription.objects.create(region_path=command.region_path, proposed_by=actor.id, **values)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return SubscriptionProposed(made.pk, made.name, made.department)
