from datetime import datetime

from yicha.exchange.actions._keeping import answers_again
from yicha.exchange.models import Batch
from yicha.exchange.states import BATCH_TRANSITIONS
from yicha.exchange.types import BatchSent, BatchStatus, ExchangePermission, NoteSent
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.SEND, clause="GX-5.2b LYG-4.4c")
def note_sent(actor: Actor, command: NoteSent, at: datetime, /) -> BatchSent:
    """送出: the same bytes under the same number, however often they leave."""
    batch = fetch(actor, Batch.objects.all(), clause="GX-5.2b", pk=command.batch)
    batch.status = step(BATCH_TRANSITIONS, BatchStatus(batch.status), "send", clause="GX-5.2b")
    batch.sent_at, batch.times = at, batch.times + 1
    answers_again(batch)
    batch.save()
    return BatchSent(batch.pk, batch.number, batch.times)
