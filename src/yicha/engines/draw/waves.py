"""Waves: a line drawn in parts, 第一批 and those after it (docs/vdr1.md §20).

A wave is a line of its own, over the same members, with a greater cumulative ratio under the same key. Tickets do not depend on the
line, and the lowest m are among the lowest m + k, so each wave contains the one before it: nobody can choose who comes next, because
all waves are drawn at once. What the members and quotas promise is demanded at the freeze; that each wave holds the one before is
demanded of every outcome, by whoever draws and whoever verifies.
"""

from collections.abc import Collection, Sequence

from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.types import Line, Stratum, Subject


def earlier_of(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(number of the wave before, number of the wave after it)."""
    numbers = {line.id: number for number, line in enumerate(lines)}
    return [(numbers[line.after], number) for number, line in enumerate(lines) if line.after is not None]


def demand_waves(lines: Sequence[Line], subjects: Sequence[Subject]) -> None:
    """DrawError, before anything is frozen, unless each wave is sure to contain the one before it."""
    for earlier, later in earlier_of(lines):
        a, b = lines[earlier], lines[later]
        plain = not (a.cover or b.cover or (a.total, b.total) != (None, None))
        grows = len(a.strata) == len(b.strata) and all(map(_grows, a.strata, b.strata))
        alike = all(subject.cells.get(earlier) == subject.cells.get(later) for subject in subjects)
        if not (plain and grows and alike):
            raise DrawError(f"{b.id}：不能包含前一批 {a.id}", f"{b.id}: is not sure to contain the wave before it, {a.id}")


def _grows(a: Stratum, b: Stratum) -> bool:
    capped = b.most is None or (a.most is not None and a.most <= b.most)
    return a.label == b.label and a.num * b.den <= b.num * a.den and a.least <= b.least and capped


def demand_lost_together(lines: Sequence[Line], lost: Collection[tuple[int, str]], standing: Sequence[Collection[str]]) -> None:
    """DrawError, before a replacement is frozen, if somebody is lost in a wave and not in the next, where he was drawn too.

    Who comes for him might then be in the earlier wave alone. `standing`: per line, who was drawn in the open and nobody lost.
    """
    for earlier, later in earlier_of(lines):
        for number, sid in lost:
            if number == earlier and sid in standing[later] and (later, sid) not in lost:
                raise DrawError(
                    f"{sid}：{lines[later].id} 也抽中了，要一并递补", f"{sid}: drawn on {lines[later].id} too, lost there as well"
                )


def demand_contained(lines: Sequence[Line], taken: Sequence[Collection[str]], listed: Collection[str] = ()) -> None:
    """DrawError if somebody of a wave is in none after it. `listed`: published without their line, who may be of any."""
    for earlier, later in earlier_of(lines):
        if not set(taken[earlier]) <= {*taken[later], *listed}:
            raise DrawError(
                f"{lines[later].id}：没有包含前一批 {lines[earlier].id}",
                f"{lines[later].id}: does not contain the wave before it, {lines[earlier].id}",
            )
