"""删除申请 as both sides read them."""

import json
from uuid import UUID

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.kernel.models import Entry, Payload
from yicha.orgs.models import Redaction
from yicha.orgs.queries.permission import demand
from yicha.orgs.types import OrgPermission, RedactionListing, RedactionStatus

LISTED = 200
SHOWN = ("reason", "requested_by", "asked_at", "decided_by", "opinion")


def redactions(actor: Actor) -> list[RedactionListing]:
    """What waits first, then what was decided, newest first."""
    demand(actor, OrgPermission.READ_REDACTIONS)
    rows = within(actor, Redaction.objects.select_related("entry__payload")).order_by("-asked_at", "-pk")[:LISTED]
    return sorted(map(_listing, rows), key=lambda row: row.status is not RedactionStatus.ASKED)


def redactable(actor: Actor, run: UUID) -> tuple[Entry, tuple[str, ...]]:
    """An entry that still has its content, and the names of what it says; NotFound for any other."""
    demand(actor, OrgPermission.READ_REDACTIONS)
    found = Payload.objects.filter(text__isnull=False).select_related("entry")
    payload = read(actor, found, clause="WY-5.8b", path="entry__region", pk=run)
    return payload.entry, _names(payload.text)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _listing(row: Redaction) -> RedactionListing:
    entry = row.entry
    which = (row.pk, entry.run, entry.event, entry.about, entry.actor, entry.at, _names(entry.payload.text))
    return RedactionListing(*which, **{name: getattr(row, name) for name in SHOWN}, status=RedactionStatus(row.status))
