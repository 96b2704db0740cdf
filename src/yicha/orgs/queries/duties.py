"""Reads for the page of the day: whose certificate an account is, and which recusals wait."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.orgs.models import Account, Officer, Recusal
from yicha.orgs.types import RecusalStatus, RecusalWaiting


def certificate_of(account: str) -> str:
    """The certificate number of the person behind an account; empty if there is none in post."""
    held = Account.objects.filter(pk=account, officer__in_post=True).values_list("officer__cert_no", flat=True)
    return held.first() or ""


def certified_on(cert_nos: Collection[str], on: date) -> frozenset[str]:
    """Of these certificates those whose officers are in post with a certificate valid on that day (R-SUB-3)."""
    valid = Q(valid_to=None) | Q(valid_to__gte=on)
    return frozenset(Officer.objects.filter(valid, cert_no__in=cert_nos, in_post=True).values_list("cert_no", flat=True))


def recusals_waiting(actor: Actor) -> list[RecusalWaiting]:
    """Declared and not decided, of the actor's department, the oldest first."""
    found = Recusal.objects.filter(status=RecusalStatus.DECLARED)
    rows = of_department(actor, within(actor, found, "officer__department__region__path"), "officer__department_id")
    return [RecusalWaiting(row.pk, row.officer.name, row.sid, row.reason) for row in rows.select_related("officer").order_by("pk")]
