"""What a frozen frame holds, in figures: by line, never by stratum, because a stratum tells the class of who is in it."""

from collections import Counter
from functools import lru_cache

from yicha.draws.models import Draw
from yicha.draws.types import LineFigures
from yicha.engines.draw import EVERYBODY, Line, apportion, quota_of, unpack
from yicha.engines.draw.lists import kept_lists, sizes_of
from yicha.engines.draw.manifest import NAME as MANIFEST
from yicha.engines.draw.manifest import read_manifest
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import read


def line_figures(actor: Actor, pk: int) -> tuple[LineFigures, ...]:
    """The lines of a draw of subjects; of a draw of officers none."""
    return _figures(read(actor, Draw.objects.all(), clause="YX-2.7b", pk=pk).frame)


@lru_cache(maxsize=16)
def _figures(frame: str) -> tuple[LineFigures, ...]:
    """Of a kept frame: its digest names its bytes, so what was counted once stays true."""
    kept = unpack(content_of(frame))
    terms = read_manifest(kept[MANIFEST])
    sizes = sizes_of(len(terms.lines), kept_lists(terms, kept).subjects)
    rows = enumerate(zip(terms.lines, terms.counts, sizes, strict=True))
    first = {line.after for line in terms.lines}
    lost = Counter(one.line for one in terms.lost)
    return tuple(
        LineFigures(line.id, line.department, line.item, *counted, lost[number] if terms.lost else _wanted(line, size), line.id in first)
        for number, (line, counted, size) in rows
    )


def _wanted(line: Line, sizes: Counter[str]) -> int:
    quotas = [quota_of(sizes[stratum.label], stratum) for stratum in line.strata]
    if line.total is not None and sum(quotas) > line.total:
        quotas = apportion(line.total, quotas)
    least = max((cover.least for cover in line.cover if cover.attribute == EVERYBODY), default=0)
    return min(sizes.total(), max(sum(quotas), least))
