"""评价: how an enterprise was treated on a visit. To departments only sums are told, and never of fewer than FEWEST."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final
from uuid import UUID

from yicha.kernel.events import shows

FEWEST: Final = 5
"""Of so many at least, and of multiples of it, sums are told. No norm: the promise was made to who answered, and no row may lower it."""


class Grade(IntEnum):
    VERY_BAD = 1
    BAD = 2
    FAIR = 3
    GOOD = 4
    VERY_GOOD = 5


@dataclass(frozen=True)
class DepartmentRating:
    """Of one department of the visit. `broken`: codes of rules of conduct (五个严禁、八个不得) that it did not keep."""

    department: str
    grade: Grade
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class RateVisit:
    inspection: int
    ratings: tuple[DepartmentRating, ...]


@dataclass(frozen=True)
class VisitRated:
    """Says that somebody rated: neither which visit, nor what was said."""

    departments: int

    @property
    def about(self) -> str:
        return "ratings"


@dataclass(frozen=True)
class OpenRating:
    rating: UUID
    reason: str


@shows
@dataclass(frozen=True)
class RatingOpened:
    rating: UUID
    department: str
    reason: str

    @property
    def about(self) -> str:
        return f"rating:{self.rating}"


@dataclass(frozen=True)
class ConductRule:
    code: str
    words: str


@dataclass(frozen=True)
class RatingTotal:
    """Of one department in one year: the first `answers` ratings, a multiple of FEWEST; what came later waits for its five."""

    region_path: str
    department: str
    year: int
    answers: int
    grades: Mapping[Grade, int]
    broken: Mapping[str, int]

    @property
    def mean(self) -> float:
        return sum(grade * number for grade, number in self.grades.items()) / self.answers

    @property
    def complaints(self) -> int:
        return sum(self.broken.values())


@dataclass(frozen=True)
class SealedRating:
    """That there is one; nothing of what it says."""

    rating: UUID
    department: str
    year: int
    opened: bool


@dataclass(frozen=True)
class OpenedRating:
    rating: UUID
    department: str
    inspection: int
    number: str
    name: str
    grade: Grade
    broken: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class OwnRating:
    """What the enterprise itself is told: that it has rated, and who has looked."""

    inspection: int
    department: str
    opened_at: datetime | None
    opened_because: str
