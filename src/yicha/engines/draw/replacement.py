"""Replacement: a drawn subject that cannot be checked gives way to another of its stratum (递补, docs/vdr1.md §18).

A replacement is a draw of its own over *the very list* that was committed before the first seed: the same root, the same
lines, a number, commitments, reveals and a beacon of its own, so nobody could know who is next when somebody was called
lost. Its bundle carries the deciding files of the draw behind it in `first/`, and so on back to the draw that began.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yicha.engines.draw.columns import Subjects
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.manifest import NAME, Manifest
from yicha.engines.draw.types import Line, Lost, Stratum

FIRST = "first/"


@dataclass(frozen=True)
class Behind:
    """What the draws behind a replacement did, per line: everybody whom they selected, and whom they drew in the open and nobody lost."""

    selected: tuple[frozenset[str], ...]
    standing: tuple[frozenset[str], ...]

    def lines(self, manifest: Manifest, subjects: Subjects) -> tuple[Line, ...]:
        """The lines as this replacement draws them: of each stratum as many as it lost, without total and cover rules."""
        demand_standing(manifest.lost, self.standing)
        strata = dict(subjects.cells())
        lost = Counter((one.line, strata[one.sid][one.line].stratum) for one in manifest.lost)
        return tuple(
            replace(line, total=None, cover=(), strata=tuple(Stratum(one.label, 0, 1, lost[number, one.label]) for one in line.strata))
            for number, line in enumerate(manifest.lines)
        )

    def demand_enough(self, lines: Sequence[Line], subjects: Subjects) -> None:
        """DrawError if a stratum has fewer left than it lost. `lines`: as this replacement draws them."""
        left = Counter(
            (number, cell.stratum)
            for sid, cells in subjects.cells()
            for number, cell in cells.items()
            if not cell.excluded and sid not in self.selected[number]
        )
        for number, line in enumerate(lines):
            if any(left[number, stratum.label] < stratum.least for stratum in line.strata):
                raise DrawError(f"{line.id}：同类的没有可递补的了", f"{line.id}: of that stratum too few are left")


def demand_standing(lost: Sequence[Lost], standing: Sequence[frozenset[str]]) -> None:
    """DrawError if somebody is replaced who was not drawn in the open, or was lost before."""
    for one in lost:
        if one.sid not in standing[one.line]:
            raise DrawError(f"{one.sid}：不在该计划行公布的名单里", f"{one.sid}: not drawn in the open on that line, or lost before")


def standing_after(manifest: Manifest, drawn: Sequence[Sequence[str]], before: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Per line, who stands after this draw. `before`: after the draw behind it; nobody if there is none."""
    lost = {(one.line, one.sid) for one in manifest.lost}
    return tuple(
        frozenset(sids) | {sid for sid in earlier if (number, sid) not in lost}
        for number, (sids, earlier) in enumerate(zip(drawn, before, strict=True))
    )


def files_behind(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the draw behind, named as in its own bundle."""
    return {name.removeprefix(FIRST): content for name, content in files.items() if name.startswith(FIRST)}


def carried(behind: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the draw behind as a replacement's bundle names them."""
    return {FIRST + name: content for name, content in behind.items()}


def demand_behind(manifest: Manifest, first: Manifest, result: bytes) -> None:
    """DrawError unless this is the draw that the replacement names, over the same list and the same lines."""
    named = manifest.first is not None and (manifest.first.draw, manifest.first.result) == (first.heading.draw, first.suite.digest(result))
    same = (first.kind, first.heading.suite, first.pool, first.lines, first.counts) == (
        manifest.kind,
        manifest.heading.suite,
        manifest.pool,
        manifest.lines,
        manifest.counts,
    )
    if not named or not same:
        raise DrawError(f"{FIRST}{NAME}：不是所递补的那次抽取", f"{FIRST}{NAME}: not the draw that this one replaces in")
