"""WS-2.1: two versions side by side: which elements changed, which check points came, went, changed or moved."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from yicha.items.types import CheckPoint, Difference, Differences, ItemRow, PointChange, PointDifference

ROW = tuple(field.name for field in fields(ItemRow) if field.name != "check_points")
POINT = tuple(field.name for field in fields(CheckPoint) if field.name != "code")


def differences(old: ItemRow, new: ItemRow) -> Differences:
    """In the order of the elements; the check points by their codes, in the order of the new version, then those that went."""
    changed = tuple(Difference(name, getattr(old, name), getattr(new, name)) for name in ROW if getattr(old, name) != getattr(new, name))
    return Differences(changed, tuple(_points(old.check_points, new.check_points)))


def _points(old: Sequence[CheckPoint], new: Sequence[CheckPoint]) -> Iterator[PointDifference]:
    before = {point.code: point for point in old}
    codes = {point.code for point in new}
    moved = _moved([point.code for point in old if point.code in codes], [point.code for point in new if point.code in before])
    for point in new:
        if point.code not in before:
            yield PointDifference(PointChange.ADDED, point.code, point.content)
        elif point != before[point.code]:
            yield PointDifference(PointChange.CHANGED, point.code, point.content, _parts(before[point.code], point))
        elif point.code in moved:
            yield PointDifference(PointChange.MOVED, point.code, point.content)
    for point in old:
        if point.code not in codes:
            yield PointDifference(PointChange.REMOVED, point.code, point.content)


def _parts(old: CheckPoint, new: CheckPoint) -> tuple[Difference, ...]:
    return tuple(Difference(name, getattr(old, name), getattr(new, name)) for name in POINT if getattr(old, name) != getattr(new, name))


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest points that must have moved: all but a longest series that keeps its order."""
    place = {code: at for at, code in enumerate(old)}
    best: list[list[str]] = []  # best[k]: a series of k + 1 points that ends as early as possible
    for code in new:
        at = next((k for k, series in enumerate(best) if place[series[-1]] >= place[code]), len(best))
        best[at : at + 1] = [[*(best[at - 1] if at else []), code]]
    return frozenset(new) - frozenset(best[-1] if best else ())
