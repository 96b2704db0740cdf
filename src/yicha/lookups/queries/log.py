"""Who asked whom about whom. For who supervises; one's own lookups for everybody."""

from django.db.models import QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.lookups.models import Lookup
from yicha.lookups.types import LookupRow, LookupStatus, PurposeKind, RegisterKind


def log(actor: Actor, text: str, order: str = "") -> QuerySet[Lookup]:
    """The latest first, or by a field; `row_of` makes rows of a page of it. `text`: who asked, or about whom."""
    found = within(actor, Lookup.objects.all())
    narrowed = found.filter(name__icontains=text) | found.filter(asker__icontains=text) | found.filter(sid=text.upper())
    return (narrowed if text else found).order_by(*filter(None, (order,)), "-asked_at", "-pk")


def lookup(actor: Actor, pk: int) -> LookupRow:
    return row_of(read(actor, Lookup.objects.all(), clause="WY-5.9", pk=pk))


def lookups_of(actor: Actor, sid: str, most: int = 20) -> list[LookupRow]:
    """Of one subject, by the actor itself."""
    found = within(actor, Lookup.objects.filter(sid=sid, asked_by=actor.id))
    return [row_of(row) for row in found.order_by("-asked_at", "-pk")[:most]]


def row_of(row: Lookup) -> LookupRow:
    return LookupRow(
        id=row.pk,
        register=RegisterKind(row.register),
        sid=row.sid,
        name=row.name,
        purpose_kind=PurposeKind(row.purpose_kind),
        purpose=row.purpose,
        asked_by=row.asked_by,
        asker=row.asker,
        department=row.department,
        asked_at=row.asked_at,
        status=LookupStatus(row.status),
        problem=row.problem,
    )
