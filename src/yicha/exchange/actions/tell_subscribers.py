from datetime import datetime
from uuid import uuid4

from yicha.exchange.models import Message, Subscription
from yicha.exchange.rules.webhooks import content_of
from yicha.exchange.types import ExchangePermission, PartnerStatus, SubscribersTold, TellSubscribers
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.TELL, clause="GX-5.2b YX-2.15")
def tell_subscribers(actor: Actor, command: TellSubscribers, at: datetime, /) -> SubscribersTold:
    """通知订阅方: for each system in use of a department that is concerned, one message that waits to be sent."""
    if not actor.covers(command.region_path):
        absent("GX-5.2b")
    told = dict(command.told)
    found = Subscription.objects.filter(region_path=command.region_path, status=PartnerStatus.ACTIVE.value)
    made = []
    for one in found.filter(department__in=told, topics__contains=[command.topic]).order_by("pk"):
        number = uuid4()
        content = content_of(number, command, one.department, told[one.department], at)
        made.append(Message(subscription=one, number=number, topic=command.topic, content=content, made_at=at, next_try_at=at))
    Message.objects.bulk_create(made)
    return SubscribersTold(command.topic, command.source, len(made))
