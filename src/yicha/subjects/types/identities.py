"""What a subject is also known by, when it is open, and which registrations are one subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from yicha.subjects.types.register import SubjectEvent


class Scheme(StrEnum):
    """What kind of name or number it is."""

    SIGN = "sign"  # 招牌名
    REGISTRATION = "registration"  # 原注册号, 15 digits
    OWN_SYSTEM = "own_system"  # the number of a department's own system
    LICENCE = "licence"
    FORMER_NAME = "former_name"
    FORMER_USCC = "former_uscc"


SCHEME_NAMES: Final[Mapping[Scheme, str]] = {
    Scheme.SIGN: "招牌名",
    Scheme.REGISTRATION: "原注册号",
    Scheme.OWN_SYSTEM: "业务系统编号",
    Scheme.LICENCE: "许可证号",
    Scheme.FORMER_NAME: "曾用名",
    Scheme.FORMER_USCC: "原代码",
}


@dataclass(frozen=True)
class AddIdentifier:
    """`issuer`: whose system or which licence; empty for a shop sign. `waived`: why a failing check is accepted."""

    sid: str
    scheme: Scheme
    code: str
    issuer: str = ""
    first_day: date | None = None
    last_day: date | None = None
    source: str = ""
    waived: str = ""


@dataclass(frozen=True)
class IdentifierAdded(SubjectEvent):
    identifier: int
    scheme: Scheme
    code: str


@dataclass(frozen=True)
class EndIdentifier:
    identifier: int
    reason: str


@dataclass(frozen=True)
class IdentifierEnded(SubjectEvent):
    identifier: int
    last_day: date
    reason: str


@dataclass(frozen=True)
class IdentifierRow:
    identifier: int
    scheme: Scheme
    code: str
    issuer: str
    first_day: date | None
    last_day: date | None
    source: str
    waived: str
    department: str
    mine: bool  # the reader may end it

    @property
    def scheme_name(self) -> str:
        return SCHEME_NAMES[self.scheme]


@dataclass(frozen=True)
class Opening:
    """营业时间 on some weekdays (1 Monday … 7 Sunday) of a season, both its days (`MM-DD`) included; it may reach over the new year.

    Closing at or before opening means: after midnight.
    """

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    season: tuple[str, str] = ("01-01", "12-31")


@dataclass(frozen=True)
class SetOpenings:
    """All of it at once; nothing: not known."""

    sid: str
    openings: tuple[Opening, ...]


@dataclass(frozen=True)
class OpeningsSet(SubjectEvent):
    openings: tuple[Opening, ...]
    before: tuple[Opening, ...]


@dataclass(frozen=True)
class MergeSubjects:
    """并户: two registrations are one subject. `survivor` stands for both from now on; nothing of the other is changed."""

    survivor: str
    merged: str
    reason: str


@dataclass(frozen=True)
class SubjectsMerged(SubjectEvent):
    merged: str
    reason: str


@dataclass(frozen=True)
class SplitSubject:
    """撤销并户: `merged` stands for itself again, exactly as before."""

    merged: str
    reason: str


@dataclass(frozen=True)
class SubjectSplit(SubjectEvent):
    merged: str
    reason: str


@dataclass(frozen=True)
class MergeRow:
    """A registration that counts as another's."""

    merged: str
    name: str
    uscc: str
    survivor: str
    reason: str
    by: str
    on: date


SEARCHED_AT_ONCE: Final = 20_000
"""Subjects. In a larger register the worker searches, while the page waits."""


@dataclass(frozen=True)
class AskDuplicates:
    """查重, left to the worker."""

    region_path: str


@dataclass(frozen=True)
class DuplicatesAsked:
    region_path: str

    @property
    def about(self) -> str:
        return f"subjects:{self.region_path}"


@dataclass(frozen=True)
class SuggestDuplicates:
    region_path: str


@dataclass(frozen=True)
class DuplicatesSuggested:
    region_path: str
    new: int
    waiting: int

    @property
    def about(self) -> str:
        return f"subjects:{self.region_path}"


@dataclass(frozen=True)
class DismissDuplicate:
    """Not the same: never suggested again."""

    suspicion: int
    reason: str


@dataclass(frozen=True)
class DuplicateDismissed(SubjectEvent):
    other: str
    reason: str


@dataclass(frozen=True)
class SuspicionRow:
    suspicion: int
    left: str
    right: str
    why: str
    likeness: int
    """Per cent, of the names."""
