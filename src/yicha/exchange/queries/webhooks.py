"""订阅: who is told of what, what was sent, and what waits."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from yicha.exchange.models import Message, Subscription
from yicha.exchange.rules.webhooks import signed_text
from yicha.exchange.types import MessageRow, PartnerStatus, SubscriptionRow, Topic
from yicha.kernel.actor import Actor
from yicha.kernel.crypto import provider, sign
from yicha.kernel.jurisdiction import within
from yicha.kernel.outside import TAKEN, Away, Outside

PLAIN = (
    *("region_path", "department", "name", "address", "proposed_by", "approved_by"),
    *("ended_because", "failures", "trouble", "rests_until"),
)
OF_MESSAGE = ("number", "content", "made_at", "times", "trouble", "next_try_at", "taken_at")
OF_SYSTEM = ("region_path", "department", "name", "address")
ORDER = (PartnerStatus.ACTIVE, PartnerStatus.PROPOSED, PartnerStatus.ENDED)
SHOWN = 100
PURPOSE = "webhook"


def subscriptions(actor: Actor) -> list[SubscriptionRow]:
    """Those in use first, then what was proposed, then those that ended."""
    rows = [_row(one) for one in within(actor, Subscription.objects.all()).order_by("-pk")]
    return sorted(rows, key=lambda one: ORDER.index(one.status))


def is_subscribed(topic: Topic) -> bool:
    """Whether any system in use wants to hear of it: else nothing is written at all."""
    return Subscription.objects.filter(status=PartnerStatus.ACTIVE.value, topics__contains=[topic]).exists()


def messages(actor: Actor) -> list[MessageRow]:
    """What was told last, the newest first."""
    found = within(actor, Message.objects.all(), "subscription__region_path").select_related("subscription")
    return [_message(row) for row in found.order_by("-made_at", "-pk")[:SHOWN]]


def to_tell(at: datetime) -> list[MessageRow]:
    """Whose time it is, the oldest first, of systems in use that are not left alone just now."""
    awake = Q(subscription__rests_until=None) | Q(subscription__rests_until__lte=at)
    found = Message.objects.filter(awake, next_try_at__lte=at, subscription__status=PartnerStatus.ACTIVE.value)
    ordered: QuerySet[Message] = found.select_related("subscription").order_by("made_at", "pk")
    return [_message(row) for row in ordered]


def signing_key() -> str:
    """With which the other side checks our signatures (Ed25519), in hexadecimal."""
    return provider().public(PURPOSE).hex()


def send_message(row: MessageRow, networks: tuple[str, ...], at: datetime) -> None:
    """One attempt, signed for just now; Away unless the other side has taken it."""
    content = row.content.encode()
    signature = sign(PURPOSE, signed_text(row.number, at, content))
    headers = {"Content-Type": "application/json; charset=utf-8", "Yicha-Id": str(row.number)}
    signed = {"Yicha-Date": at.isoformat(timespec="seconds"), "Yicha-Signature": signature}
    status, _ = Outside(networks).ask("POST", row.address, content, headers | signed)
    if status not in TAKEN:
        raise Away(f"对方答复 {status}")


def _row(row: Subscription) -> SubscriptionRow:
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return SubscriptionRow(id=row.pk, topics=tuple(map(Topic, row.topics)), status=PartnerStatus(row.status), **plain)


def _message(row: Message) -> MessageRow:
    own: dict[str, Any] = {name: getattr(row, name) for name in OF_MESSAGE}
    system: dict[str, Any] = {name: getattr(row.subscription, name) for name in OF_SYSTEM}
    return MessageRow(id=row.pk, subscription=row.subscription_id, topic=Topic(row.topic), **own, **system)
