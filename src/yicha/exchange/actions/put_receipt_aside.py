from datetime import datetime

from yicha.exchange.models import Partner, UnreadReceipt
from yicha.exchange.types import ExchangePermission, PutReceiptAside, ReceiptPutAside
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case

LONGEST = 200


@use_case(may=ExchangePermission.SET_ASIDE, clause="GX-5.2b")
def put_receipt_aside(actor: Actor, command: PutReceiptAside, at: datetime, /) -> ReceiptPutAside:
    """搁置: a person is told of it. The same bytes under the same name again are the same matter, open once more."""
    partner = fetch(actor, Partner.objects.all(), clause="GX-5.2b", pk=command.partner)
    said = {"name": command.name[:LONGEST], "reason": command.reason[:LONGEST], "at": at, "words": "", "settled_at": None}
    row, _ = UnreadReceipt.objects.update_or_create(partner=partner, file=command.file, defaults=said)
    return ReceiptPutAside(row.pk, partner.pk, row.name, row.reason)
