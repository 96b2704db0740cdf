"""Which entries of the ledger kept somebody out of a draw."""

from collections.abc import Collection

from yicha.kernel.trail import places
from yicha.planning import models


def exclusion_places(draw: int, sids: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Sid → places in the ledger, ascending. For everybody: callers show them only where the draw has opened the reasons."""
    found = models.Exclusion.objects.filter(draw=draw, sid__in=sids).order_by().distinct().values_list("sid", "entry")
    entries: dict[str, set[int]] = {}
    pairs = list(found)
    where = places({run for _, run in pairs})
    for sid, run in pairs:
        if run in where:
            entries.setdefault(sid, set()).add(where[run])
    return {sid: tuple(sorted(numbers)) for sid, numbers in entries.items()}
