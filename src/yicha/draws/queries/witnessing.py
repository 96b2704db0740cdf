"""How many witnesses saw a sealed manifest in time."""

from datetime import datetime

from yicha.draws.types import ManifestSealed
from yicha.kernel.cosigning import Seen, seen


def witnesses(draw: int, due: datetime | None) -> int:
    """YX-2.7b: those that vouched for it before the public number was said; later ones prove nothing."""
    return witnesses_in_time(seen(ManifestSealed, f"draw:{draw}"), due)


def witnesses_in_time(found: Seen | None, due: datetime | None) -> int:
    lines = found.witnesses if found else ()
    return sum(one.cosigned_at is not None and (due is None or one.cosigned_at < due) for one in lines)
