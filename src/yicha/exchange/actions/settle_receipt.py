from datetime import datetime

from yicha.exchange.models import UnreadReceipt
from yicha.exchange.rules.receipts import require_settling
from yicha.exchange.types import ExchangePermission, ReceiptSettled, SettleReceipt
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.ANSWER, clause="GX-5.2b")
def settle_receipt(actor: Actor, command: SettleReceipt, at: datetime, /) -> ReceiptSettled:
    """办结: what was done about a receipt that nobody could make out. Its file stays."""
    row = fetch(actor, UnreadReceipt.objects.all(), clause="GX-5.2b", path="partner__region_path", pk=command.receipt)
    require_settling(settled=row.settled_at is not None, words=command.words)
    row.words, row.settled_at = command.words.strip(), at
    row.save()
    return ReceiptSettled(row.pk, row.partner_id, row.words)
