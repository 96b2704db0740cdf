from datetime import datetime

from yicha.exchange.models import Message
from yicha.exchange.rules.webhooks import require_in_use
from yicha.exchange.types import ExchangePermission, MessageResent, PartnerStatus, ResendMessage
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.RESEND, clause="GX-5.2b")
def resend_message(actor: Actor, command: ResendMessage, at: datetime, /) -> MessageResent:
    """重发: the same words under the same number, at once, whether they were taken before or not."""
    message = fetch(actor, Message.objects.all(), clause="GX-5.2b", path="subscription__region_path", pk=command.message)
    require_in_use(PartnerStatus(message.subscription.status))
    message.next_try_at = at
    message.save()
    return MessageResent(message.pk, message.number)
