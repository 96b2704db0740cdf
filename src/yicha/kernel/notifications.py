"""Tell people: in the program always, and by the channels the site has switched on.

`notify` is called inside a use case: the notification is part of the change, and a change rolled back tells nobody.
Sending is a job of its own for each channel, retried, and visible among the dead letters if it fails for good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.kernel.actor import Actor
from yicha.kernel.channels import Letter, channel
from yicha.kernel.models import Delivered, Dispatch, Notification
from yicha.kernel.outbox import Patience, visibly


@dataclass(frozen=True)
class Message:
    recipient: str  # the id of an actor
    title: str
    text: str
    link: str = ""  # inside the program, e.g. /visits/12/
    addresses: Mapping[str, str] = field(default_factory=dict)  # channel → address; channels that are off are passed over


def notify(messages: Iterable[Message], at: datetime) -> list[UUID]:
    return [_notify(message, at) for message in messages]


def _notify(message: Message, at: datetime) -> UUID:
    made = Notification.objects.create(
        id=uuid4(), recipient=message.recipient, title=message.title, text=message.text, link=message.link, at=at
    )
    for name, address in message.addresses.items():
        if address and channel(name) is not None:
            dispatch = Dispatch.objects.create(notification=made, channel=name, address=address)
            send.defer(dispatch=dispatch.pk)
    return made.pk


@app.task(queue="messages", retry=Patience(), pass_context=True)
@visibly
def send(context: JobContext, *, dispatch: int) -> None:
    found = Dispatch.objects.select_related("notification").get(pk=dispatch)
    if Delivered.objects.filter(dispatch=found).exists():
        return
    way = channel(found.channel)
    if way is None:
        raise LookupError(f"channel {found.channel} has been switched off")
    told = found.notification
    way.send(Letter(f"{told.pk}-{found.channel}", found.address, told.title, told.text, told.link))
    Delivered.objects.create(dispatch=found)


@dataclass(frozen=True)
class NotificationRow:
    id: UUID
    title: str
    text: str
    link: str
    at: datetime
    read_at: datetime | None


def inbox(actor: Actor, limit: int = 50) -> list[NotificationRow]:
    """The actor's own, newest first."""
    rows = Notification.objects.filter(recipient=actor.id).order_by("-at")[:limit]
    return [NotificationRow(row.pk, row.title, row.text, row.link, row.at, row.read_at) for row in rows]


def unread(actor: Actor) -> int:
    return Notification.objects.filter(recipient=actor.id, read_at=None).count()
