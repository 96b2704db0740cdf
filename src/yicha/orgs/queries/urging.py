"""催办: which departments were urged about what."""

from datetime import datetime, timedelta

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.orgs.models import Urging
from yicha.orgs.types import UrgingListing

RECENT = timedelta(days=3)
SHOWN = ("department", "matter", "title", "link", "urged_by", "at")


def urgings(actor: Actor, at: datetime) -> list[UrgingListing]:
    """Of the last days, of the actor's own department or of his whole region; the latest first."""
    found = of_department(actor, within(actor, Urging.objects.filter(at__gt=at - RECENT))).order_by("-at", "-pk")
    return [UrgingListing(**values) for values in found.values(*SHOWN)]
