"""What a frozen frame holds, in figures: by line, never by stratum, because a stratum tells the class of who is in it."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from yicha.draws.models import Draw
from yicha.draws.types import Excluded, LineFigures
from yicha.engines.draw import EVERYBODY, Line, apportion, quota_of, unpack
from yicha.engines.draw.columns import Subjects
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
    subjects = kept_lists(terms, kept).subjects
    sizes = sizes_of(len(terms.lines), subjects)
    rows = enumerate(zip(terms.lines, terms.counts, sizes, strict=True))
    kept_out = _kept_out(len(terms.lines), subjects)
    first = {line.after for line in terms.lines}
    lost = Counter(one.line for one in terms.lost)
    return tuple(
        LineFigures(
            *(line.id, line.department, line.item, *counted, lost[number] if terms.lost else _wanted(line, size), line.id in first),
            tuple((terms.heading.codes.get(code, code), count) for code, count in kept_out[number].most_common()),
        )
        for number, (line, counted, size) in rows
    )


def exclusions(lines: Iterable[LineFigures]) -> tuple[Excluded, ...]:
    """By reason over all lines, the most frequent first. Who has it is told of nobody but by the public bundle."""
    rows = list(lines)
    members = sum(line.members for line in rows)
    found = Counter[str]()
    for line in rows:
        found.update(dict(line.excluded))
    return tuple(Excluded(reason, count, round(100 * count / members, 1)) for reason, count in found.most_common())


def public_exclusions(region_path: str, number: str) -> tuple[Excluded, ...]:
    """As `exclusions`, for everybody, from the freeze on."""
    frame = Draw.objects.filter(region_path=region_path, number=number).values_list("frame", flat=True).first()
    return exclusions(_figures(frame)) if frame else ()


def _kept_out(lines: int, subjects: Subjects) -> list[Counter[str]]:
    """Of each line, how many subjects each code keeps out."""
    found = [Counter[str]() for _ in range(lines)]
    for kind, count in Counter(subjects.kinds).items():
        for number, cell in subjects.says[kind].cells.items():
            if cell.excluded:
                found[number][cell.excluded] += count
    return found


def _wanted(line: Line, sizes: Counter[str]) -> int:
    quotas = [quota_of(sizes[stratum.label], stratum) for stratum in line.strata]
    if line.total is not None and sum(quotas) > line.total:
        quotas = apportion(line.total, quotas)
    least = max((cover.least for cover in line.cover if cover.attribute == EVERYBODY), default=0)
    return min(sizes.total(), max(sum(quotas), least))
