"""One subject as all departments see it: values only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Final

from yicha.planning.types import ClassLedger, ClassUsed, YearLeft
from yicha.subjects.types import SubjectDetails, SubjectRow

SHOWN: Final = 100  # of the past at first; the rest on asking


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
    REGISTER = "register"  # 登记: what became of it in the register
    PERMIT = "permit"
    PERMIT_CHECK = "permit_check"
    PATROL = "patrol"  # 镇街巡查: seen from outside, no check


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
    problem: bool = False  # something was found, or went wrong
    sid: str = ""  # the number under which it is kept
    visit: int = 0  # the visit that is planned
    became: tuple["Became", ...] = ()  # 重新排期: the visits that hold its work now

    def ahead(self, today: date) -> bool:
        return self.at is None and not self.done and (self.until or self.on) >= today


@dataclass(frozen=True)
class Became:
    """A visit that stands for another. `key`: its inspection, once there is one; before that it is among what is to come."""

    visit: int
    number: str
    first_day: date
    key: int


@dataclass(frozen=True)
class ClassLine:
    """A class of check this year: how often it was or will be, of how many, and by which (planned or done) it is used up."""

    ledger: ClassLedger
    uses: tuple[ClassUsed, ...]
    open: bool

    @property
    def check_class(self) -> str:
        return self.ledger.check_class

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
class Chosen:
    """What of the timeline is shown; what is empty does not limit."""

    department: str = ""
    kind: str = ""
    year: int = 0
    problems: bool = False
    most: int = SHOWN

    def takes(self, act: Act) -> bool:
        place = not self.department or self.department in act.departments
        time = not self.year or act.on.year == self.year
        return place and time and self.kind in {"", act.kind} and (act.problem or not self.problems)


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
    details: SubjectDetails  # what the register holds
    tags: tuple[str, ...]  # that hold today, special pools among them
    adopted: int  # questions that were not asked again, because an earlier result was taken over

    @property
    def organs(self) -> tuple[tuple[str, int], ...]:
        """(name, counted visits this year) of each department that comes or came, the busiest first."""
        held = Counter(self.left.organs).most_common()
        return tuple((self.names.get(code, code), number) for code, number in held)

    @property
    def departments(self) -> tuple[tuple[str, str, int], ...]:
        """(code, name, number of acts), the busiest first."""
        counted = Counter(code for act in (*self.coming, *self.past) for code in dict.fromkeys(act.departments))
        return tuple((code, self.names.get(code, code), number) for code, number in counted.most_common())

    @property
    def number(self) -> int:
        return len(self.coming) + len(self.past)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Those that occur, in the order of `Kind`."""
        found = {act.kind for act in (*self.coming, *self.past)}
        return tuple(kind for kind in Kind if kind in found)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(act.on.year for act in self.past))

    @property
    def problems(self) -> int:
        return sum(act.problem for act in self.past)

    def of(self, asked: Chosen) -> "Timeline":
        past = tuple(filter(asked.takes, self.past))
        return Timeline(tuple(filter(asked.takes, self.coming)), _by_year(past[: asked.most]), max(0, len(past) - asked.most))


@dataclass(frozen=True)
class Timeline:
    coming: tuple[Act, ...]
    years: tuple[tuple[int, tuple[Act, ...]], ...]
    rest: int = 0  # older acts that are not shown yet


def _by_year(acts: Iterable[Act]) -> tuple[tuple[int, tuple[Act, ...]], ...]:
    return tuple((year, tuple(some)) for year, some in groupby(acts, key=lambda act: act.on.year))
