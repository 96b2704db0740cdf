"""Reads of recusals (回避). Whose and how decided is no secret between offices; why is personal, and asked for by itself."""

from django.db.models import QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.orgs.models import Recusal
from yicha.orgs.queries.accounts import subject_of
from yicha.orgs.queries.permission import demand
from yicha.orgs.types import OrgPermission, RecusalListing, RecusalStatus


def recusals_of(actor: Actor, sid: str) -> tuple[RecusalListing, ...]:
    """Of all officers of the jurisdiction from one subject, the latest first."""
    demand(actor, OrgPermission.READ)
    return tuple(map(recusal_listing, _within(actor).filter(sid=sid).order_by("-pk")))


def own_recusals(actor: Actor) -> tuple[RecusalListing, ...]:
    """What an enterprise itself has asked for, the latest first."""
    return tuple(map(recusal_listing, _within(actor).filter(sid=subject_of(actor) or None, by_party=True).order_by("-pk")))


def recusal_reason(actor: Actor, recusal: int, sid: str) -> str:
    """Why: a relation between people. Who shows it leaves a mark before (`kernel.record_read`)."""
    demand(actor, OrgPermission.READ)
    return read(actor, _recusals(), clause="R-SUB-3", path="officer__department__region__path", pk=recusal, sid=sid).reason


def _recusals() -> QuerySet[Recusal]:
    return Recusal.objects.select_related("officer")


def _within(actor: Actor) -> QuerySet[Recusal]:
    return within(actor, _recusals(), "officer__department__region__path")


def recusal_listing(found: Recusal) -> RecusalListing:
    status = RecusalStatus(found.status)
    officer = found.officer
    return RecusalListing(found.pk, officer.cert_no, officer.name, officer.department_id, found.sid, status, found.by_party, found.decision)
