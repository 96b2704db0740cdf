"""Lanes of the one who asks, and what was said of their operations."""

from collections.abc import Collection

from yicha.field import models
from yicha.field.types import LaneRow, ReceiptRow, Wipe
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent


def lane_of(actor: Actor, lane: str) -> LaneRow:
    """Somebody else's is as good as none."""
    row = models.Lane.objects.filter(pk=lane, account=actor.id).first() or absent("LYG-4.4a")
    return LaneRow(row.pk, row.account, row.public_key, row.seq, Wipe(row.wipe), row.closed_because)


def receipts_of(lane: str, fps: Collection[str]) -> dict[str, ReceiptRow]:
    """Fingerprint of a text of this lane → the last word on it."""
    found = models.Receipt.objects.filter(operation__lane=lane, operation__fp__in=list(fps)).order_by("final")
    return {fp: ReceiptRow(text, sig) for fp, text, sig in found.values_list("operation__fp", "text", "signature")}
