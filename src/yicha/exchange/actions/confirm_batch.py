from datetime import datetime

from yicha.exchange.actions._keeping import answers_again
from yicha.exchange.models import Batch
from yicha.exchange.states import BATCH_TRANSITIONS
from yicha.exchange.types import BatchConfirmed, BatchStatus, ConfirmBatch, ExchangePermission
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.SEND, clause="GX-5.2b")
def confirm_batch(actor: Actor, command: ConfirmBatch, at: datetime, /) -> BatchConfirmed:
    """对账: what was accepted is still there, or the same bytes leave once more under the same number."""
    batch = fetch(actor, Batch.objects.all(), clause="GX-5.2b", pk=command.batch)
    if command.held:
        batch.confirmed_at = at
    else:
        batch.status = step(BATCH_TRANSITIONS, BatchStatus(batch.status), "lose", clause="GX-5.2b")
    answers_again(batch)
    batch.save()
    return BatchConfirmed(batch.pk, batch.number, command.held)
