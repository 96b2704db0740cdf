"""Who looked at a list before its day."""

from yicha.draws.models import Draw
from yicha.draws.types import SealedReading
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read


def sealed_readings(actor: Actor, pk: int) -> tuple[SealedReading, ...]:
    """The latest first. For who may read such a list, as interfaces ask (`draws.draw.read_sealed`)."""
    row = read(actor, Draw.objects.all(), clause="YX-2.7b", pk=pk)
    return tuple(SealedReading(one.account, one.at, one.purpose) for one in row.sealed_readings.all())
