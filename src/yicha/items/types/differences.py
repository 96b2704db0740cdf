"""What differs between two versions of an item, as a reader understands it."""

from dataclasses import dataclass
from enum import StrEnum


class PointChange(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One element; `old` and `new` are plain values as `ItemRow` has them."""

    element: str
    old: object
    new: object


@dataclass(frozen=True)
class PointDifference:
    """One check point. `old` and `new` are its places from 1 where it moved, else its changed parts by name."""

    change: PointChange
    code: str
    content: str
    parts: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Differences:
    elements: tuple[Difference, ...]
    points: tuple[PointDifference, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(one.element for one in self.elements) | ({"check_points"} if self.points else frozenset())
