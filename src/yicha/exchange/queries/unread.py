"""读不懂的回执, for who carries the batches."""

from yicha.exchange.models import UnreadReceipt
from yicha.exchange.types import UnreadReceiptRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within


def unread_receipts(actor: Actor) -> list[UnreadReceiptRow]:
    """Those that nobody has seen to, the oldest first."""
    found = within(actor, UnreadReceipt.objects.filter(settled_at=None).select_related("partner"), "partner__region_path")
    return [_row(one) for one in found.order_by("at", "pk")]


def unread_receipt(actor: Actor, pk: int) -> UnreadReceiptRow:
    return _row(read(actor, UnreadReceipt.objects.select_related("partner"), clause="GX-5.2b", path="partner__region_path", pk=pk))


def _row(row: UnreadReceipt) -> UnreadReceiptRow:
    return UnreadReceiptRow(row.pk, row.partner_id, row.partner.name, row.name, row.file, row.reason, row.at, row.words, row.settled_at)
