"""Reads for the page of the day: whose certificate an account is, and which recusals wait."""

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.orgs.models import Account, Recusal
from yicha.orgs.types import RecusalStatus, RecusalWaiting


def certificate_of(account: str) -> str:
    """The certificate number of the person behind an account; empty if there is none in post."""
    held = Account.objects.filter(pk=account, officer__in_post=True).values_list("officer__cert_no", flat=True)
    return held.first() or ""


def recusals_waiting(actor: Actor) -> list[RecusalWaiting]:
    """Declared and not decided, of the actor's department, the oldest first."""
    found = Recusal.objects.filter(status=RecusalStatus.DECLARED)
    rows = of_department(actor, within(actor, found, "officer__department__region__path"), "officer__department_id")
    return [RecusalWaiting(row.pk, row.officer.name, row.sid, row.reason) for row in rows.select_related("officer").order_by("pk")]
