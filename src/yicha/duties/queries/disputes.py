"""Disputes, their parties and what is owed in them."""

from datetime import date

from django.db.models import QuerySet

from yicha.duties.models import Dispute, Party
from yicha.duties.queries.duties import OPEN
from yicha.duties.types import DisputeKind, DisputeRow, DisputeStatus, PartyRow, Stance
from yicha.items.queries import items_in_force
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import read, within


def disputes(actor: Actor) -> list[DisputeRow]:
    """All of the region, open ones first, those to be decided soonest on top."""
    rows = [row_of(row) for row in within(actor, _all()).order_by("decide_by", "pk")]
    return sorted(rows, key=lambda row: row.status not in OPEN)


def dispute(actor: Actor, pk: int) -> DisputeRow:
    return row_of(read(actor, _all(), clause="GX-2.3", pk=pk))


def claims_owed(actor: Actor) -> list[DisputeRow]:
    """Open disputes in which the actor's department has not spoken."""
    mine = Party.objects.filter(department=actor.department, stance="").values("dispute")
    found = within(actor, _all().filter(status=DisputeStatus.CONSULTING, pk__in=mine))
    return [row_of(row) for row in found.order_by("opinions_by", "pk")]


def items_to_propose(actor: Actor, on: date) -> list[DisputeRow]:
    """New businesses decided in favour of the actor's department whose item is in no list yet."""
    found = within(actor, _all().filter(kind=DisputeKind.NEW_BUSINESS, status=DisputeStatus.DECIDED, lead=actor.department))
    rows = [row_of(row) for row in found.order_by("pk")]
    listed = {row.id for row in rows if row.item in items_in_force(SYSTEM, row.area, on, [row.item])}
    return [row for row in rows if row.id not in listed]


def _all() -> QuerySet[Dispute]:
    return Dispute.objects.prefetch_related("parties")


def row_of(row: Dispute) -> DisputeRow:
    parties = sorted(row.parties.all(), key=lambda party: party.pk)
    return DisputeRow(
        id=row.pk,
        number=row.number,
        area=row.region_path,
        kind=DisputeKind(row.kind),
        title=row.title,
        facts=row.facts,
        item=row.item,
        item_name=row.item_name,
        steps=tuple(row.steps),
        raised_by=row.raised_by,
        raised_at=row.raised_at,
        interim_lead=row.interim_lead,
        opinions_by=row.opinions_by,
        decide_by=row.decide_by,
        status=DisputeStatus(row.status),
        parties=tuple(_party(party) for party in parties),
        lead=row.lead,
        reason=row.reason,
        closed_at=row.closed_at,
    )


def _party(row: Party) -> PartyRow:
    return PartyRow(row.department, Stance(row.stance) if row.stance else None, row.opinion, row.stated_at)
