"""Officers as planning and the draw of officers see them."""

from dataclasses import replace

from yicha.kernel.actor import Actor
from yicha.orgs.queries import officers_available
from yicha.orgs.types import OfficerAvailable
from yicha.subjects.queries import numbers_of


def roster(actor: Actor, year: int) -> tuple[OfficerAvailable, ...]:
    """Who can be drawn in a year; recused from a subject under whatever number something of it is kept (R-SUB-3, YX-2.14)."""
    found = officers_available(actor, year)
    numbers = numbers_of({sid for one in found for sid in one.recusals})
    widened = [sorted({number for sid in one.recusals for number in numbers.get(sid, (sid,))}) for one in found]
    return tuple(replace(one, recusals=tuple(recusals)) for one, recusals in zip(found, widened, strict=True))
