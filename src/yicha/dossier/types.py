"""One subject as all departments see it: values only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from yicha.planning.types import ClassUsed, YearLeft
from yicha.subjects.types import SubjectRow


class Kind(StrEnum):
    """What an act is. The template knows its icon, its colour and its word."""

    VISIT = "visit"
    FILING = "filing"
    NOTICE = "notice"
    SCAN_IN = "scan_in"
    RESULT = "result"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    RECUSAL = "recusal"
    PAST_CHECK = "past_check"
    CLOSED = "closed"


@dataclass(frozen=True)
class Act:
    """What departments did or will do. `departments` are codes, or the names of organs outside the region, the lead first.

    `key`: the inspection whose page says more. `recusal`: its reason may be asked for.
    """

    kind: Kind
    on: date
    departments: tuple[str, ...]
    title: str
    note: str = ""
    until: date | None = None
    at: datetime | None = None
    key: int = 0
    recusal: int = 0
    done: bool = False  # of a day without an hour: it lies behind us

    def ahead(self, today: date) -> bool:
        return self.at is None and not self.done and (self.until or self.on) >= today


@dataclass(frozen=True)
class ClassLine:
    """A class of check this year: how often it was or will be, of how many, and by which (planned or done) it is used up."""

    check_class: str
    uses: tuple[ClassUsed, ...]
    cap: int
    open: bool

    @property
    def last(self) -> ClassUsed:
        return self.uses[-1]


@dataclass(frozen=True)
class Recused:
    """An officer who may not check this subject. Who it is stands in the register; here the end of the certificate number is enough."""

    recusal: int
    department: str
    tail: str
    by_party: bool
    status: str


@dataclass(frozen=True)
class Dossier:
    subject: SubjectRow
    closed_because: str | None  # None: in the register
    credit: str
    left: YearLeft
    lines: tuple[ClassLine, ...]
    unused: tuple[str, ...]  # classes of published items that nobody has planned here this year
    coming: tuple[Act, ...]
    past: tuple[Act, ...]
    recusals: tuple[Recused, ...]
    names: Mapping[str, str]  # department → short name

    @property
    def departments(self) -> tuple[tuple[str, str, int], ...]:
        """(code, name, number of acts), the busiest first."""
        counted = Counter(code for act in (*self.coming, *self.past) for code in dict.fromkeys(act.departments))
        return tuple((code, self.names.get(code, code), number) for code, number in counted.most_common())

    @property
    def number(self) -> int:
        return len(self.coming) + len(self.past)

    @property
    def next_year(self) -> int:
        """From its first day on, what is used up is free again."""
        return self.left.year + 1

    def of(self, department: str) -> "Timeline":
        return Timeline(_of(self.coming, department), _by_year(_of(self.past, department)))


@dataclass(frozen=True)
class Timeline:
    coming: tuple[Act, ...]
    years: tuple[tuple[int, tuple[Act, ...]], ...]


def _of(acts: Iterable[Act], department: str) -> tuple[Act, ...]:
    return tuple(act for act in acts if not department or department in act.departments)


def _by_year(acts: Iterable[Act]) -> tuple[tuple[int, tuple[Act, ...]], ...]:
    return tuple((year, tuple(some)) for year, some in groupby(acts, key=lambda act: act.on.year))
