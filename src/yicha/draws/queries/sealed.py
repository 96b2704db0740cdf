"""Who looked at a list before its day, and for how long it is open to them."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from yicha.draws import models
from yicha.draws.models import Draw
from yicha.draws.queries.ceremonies import draw
from yicha.draws.types import SealedReading
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read

OPEN_FOR = timedelta(minutes=10)


def names_closed(actor: Actor, pk: int, at: datetime) -> bool:
    """YX-2.7b: whether the actor may not see yet whom a draw drew. Who said what for sees it for ten minutes; the system always."""
    closed = not actor.system and not draw(actor, pk).opens_on(localdate(at))
    return closed and not models.SealedReading.objects.filter(draw=pk, account=actor.id, at__gt=at - OPEN_FOR, at__lte=at).exists()


def sealed_readings(actor: Actor, pk: int) -> tuple[SealedReading, ...]:
    """The latest first. For who may read such a list, as interfaces ask (`draws.draw.read_sealed`)."""
    row = read(actor, Draw.objects.all(), clause="YX-2.7b", pk=pk)
    return tuple(SealedReading(one.account, one.at, one.purpose) for one in row.sealed_readings.all())
