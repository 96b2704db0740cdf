"""Who drew again. It is for everybody: whoever knows the number of a draw may know it."""

from yicha.draws import models
from yicha.draws.types import Replay


def replays(pk: int) -> tuple[Replay, ...]:
    """The departments that drew again and came to the same, the first one first."""
    return tuple(Replay(one.department, one.at) for one in models.Replay.objects.filter(draw=pk))
