"""见证人: who watches the ledger, and whether he is content with it."""

from datetime import datetime, timedelta

from django.utils import timezone

from yicha.engines.ledger import VerifierKey
from yicha.kernel.actor import Actor
from yicha.kernel.models import Witness
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries.accounts import is_whole_home
from yicha.orgs.queries.permission import demand
from yicha.orgs.rules.witnesses import standing
from yicha.orgs.types import OrgPermission, WitnessListing, WitnessStanding

ALARMS = (WitnessStanding.SILENT, WitnessStanding.REFUSING)


def witnesses(actor: Actor, at: datetime) -> list[WitnessListing]:
    """Those in office, the longest serving first; none for who does not see the whole home."""
    demand(actor, OrgPermission.APPOINT_WITNESS)
    if not is_whole_home(actor):
        return []
    patience = timedelta(hours=norms_in_force(actor.region, timezone.localdate(at)).whole(NormCode.WITNESS_SILENT_HOURS))
    return [_listing(row, at, patience) for row in Witness.objects.filter(ended_at=None).order_by("since", "pk")]


def witness_alarms(actor: Actor, at: datetime) -> list[WitnessListing]:
    """Witnesses that refuse, or have not cosigned for longer than the norm."""
    return [row for row in witnesses(actor, at) if row.standing in ALARMS]


def _listing(row: Witness, at: datetime, patience: timedelta) -> WitnessListing:
    newest = row.cosignatures.order_by("-at", "-size", "-pk").first()
    setback = row.setbacks.order_by("-at", "-pk").first()
    signed_at, refused = (newest.at if newest else None), ((setback.at, setback.status) if setback else None)
    found = standing(signed_at, refused, at - (signed_at or row.since), patience)
    return WitnessListing(
        id=row.pk,
        name=VerifierKey.parse(row.key).name,
        key=row.key,
        url=row.url,
        since=row.since,
        size=newest.size if newest else 0,
        cosigned_at=signed_at,
        said=setback.said if setback and found in ALARMS else "",
        standing=found,
    )
