"""The register of conflicting and unconnected rules."""

from django.db.models import QuerySet

from yicha.duties.models import Conflict
from yicha.duties.types import ConflictKind, ConflictOpinion, ConflictRow, ConflictStatus, Provision
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within


def conflicts(actor: Actor) -> list[ConflictRow]:
    """Open ones first, those to be settled soonest on top."""
    rows = [row_of(row) for row in within(actor, _all()).exclude(status=ConflictStatus.WITHDRAWN).order_by("settle_by", "pk")]
    return sorted(rows, key=lambda row: row.status is not ConflictStatus.OPEN)


def conflict(actor: Actor, pk: int) -> ConflictRow:
    return row_of(read(actor, _all(), clause="GX-2.4b", pk=pk))


def conflicts_owed(actor: Actor) -> list[ConflictRow]:
    """Open ones that the actor's department has to settle."""
    found = within(actor, _all().filter(status=ConflictStatus.OPEN, owner=actor.department))
    return [row_of(row) for row in found.order_by("settle_by", "pk")]


def _all() -> QuerySet[Conflict]:
    return Conflict.objects.prefetch_related("opinions")


def row_of(row: Conflict) -> ConflictRow:
    opinions = sorted(row.opinions.all(), key=lambda one: one.pk)
    return ConflictRow(
        id=row.pk,
        number=row.number,
        kind=ConflictKind(row.kind),
        title=row.title,
        provisions=(Provision(row.first_source, row.first_text), Provision(row.second_source, row.second_text)),
        description=row.description,
        found_by=row.found_by,
        owner=row.owner,
        found_at=row.found_at,
        settle_by=row.settle_by,
        status=ConflictStatus(row.status),
        opinions=tuple(ConflictOpinion(one.department, one.opinion, one.given_at) for one in opinions),
        reason=row.reason,
        document=row.document,
        item=row.item,
        closed_at=row.closed_at,
    )
