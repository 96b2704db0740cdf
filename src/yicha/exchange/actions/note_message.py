from datetime import datetime

from yicha.exchange.models import Message, Subscription
from yicha.exchange.rules.partners import next_try, rest
from yicha.exchange.types import ExchangePermission, MessageNoted, NoteMessage
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case

TOLD = 200


@use_case(may=ExchangePermission.TELL, clause="GX-5.2b")
def note_message(actor: Actor, command: NoteMessage, at: datetime, /) -> MessageNoted:
    """送到，或没有送到: what was not taken is tried again later; a system that fails again and again is left alone for a while."""
    message = fetch(actor, Message.objects.all(), clause="GX-5.2b", path="subscription__region_path", pk=command.message)
    system = Subscription.objects.select_for_update().get(pk=message.subscription_id)
    taken = not command.trouble
    message.times, message.trouble = message.times + 1, command.trouble[:TOLD]
    message.failures, system.failures = (0, 0) if taken else (message.failures + 1, system.failures + 1)
    message.taken_at, message.next_try_at = (at, None) if taken else (None, next_try(at, message.failures))
    system.trouble, system.rests_until = message.trouble, rest(at, system.failures)
    message.save()
    system.save()
    return MessageNoted(message.pk, message.number, taken)
