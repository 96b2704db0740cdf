"""Which sources a draw may read, and when each speaks."""

from datetime import datetime

from yicha.draws import rules
from yicha.draws.models import Draw
from yicha.engines.draw.types import Round


def first(draw: Draw) -> tuple[Round, datetime | None]:
    return Round(draw.beacon_name, draw.beacon_round), draw.beacon_due


def read(draw: Draw, *, fallback: bool) -> tuple[Round, datetime | None]:
    """The one that is typed: the first, or the fallback that the manifest names."""
    if not fallback:
        return first(draw)
    rules.require_a_fallback(draw.fallback_name)
    return Round(draw.fallback_name, draw.fallback_round), draw.fallback_due
