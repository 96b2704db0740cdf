"""The level above: who it is, what is to be carried there, and when."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from yicha.exchange.models import Batch, Partner
from yicha.exchange.types import BatchStatus, PartnerRow, PartnerStatus, Way
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within

PLAIN = (
    *("region_path", "name", "address", "proposed_by", "approved_by"),
    *("ended_because", "failures", "trouble", "rests_until"),
)
CONFIRM_AFTER = timedelta(hours=24)
OPEN = (BatchStatus.BUILT.value, BatchStatus.SENT.value)


def partners(actor: Actor) -> list[PartnerRow]:
    """The one in use first, then what was proposed, then those that ended."""
    order = [PartnerStatus.ACTIVE, PartnerStatus.PROPOSED, PartnerStatus.ENDED]
    rows = [_row(one) for one in within(actor, Partner.objects.all()).order_by("-pk")]
    return sorted(rows, key=lambda one: order.index(one.status))


def partner_of(region_path: str) -> PartnerRow | None:
    """The one in use for a region."""
    found = Partner.objects.filter(region_path=region_path, status=PartnerStatus.ACTIVE.value).first()
    return _row(found) if found else None


def awake_partners(at: datetime) -> list[PartnerRow]:
    """In use, and not left alone just now."""
    found = Partner.objects.filter(status=PartnerStatus.ACTIVE.value).filter(Q(rests_until=None) | Q(rests_until__lte=at))
    return [_row(one) for one in found.order_by("pk")]


def to_carry(region_path: str, at: datetime) -> list[int]:
    """Batches without a whole receipt whose time it is, in the order of their numbers."""
    found = Batch.objects.filter(region_path=region_path, status__in=OPEN).filter(Q(next_try_at=None) | Q(next_try_at__lte=at))
    return list(found.order_by("number").values_list("pk", flat=True))


def to_confirm(region_path: str, at: datetime) -> list[int]:
    """Answered a day ago and not asked about since."""
    found = Batch.objects.filter(region_path=region_path, status=BatchStatus.ANSWERED.value, confirmed_at=None)
    due = found.filter(answered_at__lte=at - CONFIRM_AFTER).filter(Q(next_try_at=None) | Q(next_try_at__lte=at))
    return list(due.order_by("number").values_list("pk", flat=True))


def folder_of(partner: int, name: str) -> Path:
    """`out` and `in` of a partner, in the house itself: a gateway without network empties the one and fills the other."""
    found = Path(settings.YICHA_HOME) / "exchange" / str(partner) / name
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def drop_of(program: str, name: str) -> Path:
    """As of a partner, for a department's own system without network: it puts into `in`, and finds its receipts in `out`."""
    found = Path(settings.YICHA_HOME) / "exchange" / program.replace(":", "-") / name
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def _row(row: Partner) -> PartnerRow:
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return PartnerRow(id=row.pk, way=Way(row.way), status=PartnerStatus(row.status), **plain)
