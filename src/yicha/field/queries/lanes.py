"""Lanes of the one who asks, and what was said of their operations."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Min, QuerySet
from django.utils import timezone

from yicha.field import models
from yicha.field.queries.limits import held_days
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


def held(lane: str) -> QuerySet[models.Operation]:
    """What waits for something before it."""
    return models.Operation.objects.filter(lane=lane).exclude(receipts__final=True)


def held_since(lane: str) -> datetime | None:
    return held(lane).order_by("received_at").values_list("received_at", flat=True).first()


def held_visits(lane: str) -> set[str]:
    return set(held(lane).values_list("visit", flat=True))


def overdue_lanes(at: datetime) -> list[str]:
    """Where something has waited longer than the norm of its region."""
    waits = models.Operation.objects.exclude(receipts__final=True).filter(lane__isnull=False)
    found = waits.values_list("lane", "lane__region_path").annotate(since=Min("received_at")).order_by("lane")
    return [str(lane) for lane, region, since in found if at - since >= timedelta(days=held_days(region, timezone.localdate(at)))]
