"""What the templates of the merge board show, piece by piece."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from yicha.planning.types import BoardItem

NEARLY_FULL = 90


@dataclass(frozen=True)
class Column:
    week: int
    name: str
    days: str
    doors: int
    load: int
    tightest: str
    cards: SafeString
    same: bool  # as the browser shows them already
    more: int
    more_href: str

    @property
    def full(self) -> bool:
        return self.load > NEARLY_FULL


@dataclass(frozen=True)
class Stripe:
    """A bar of the strip of weeks, in the units of its drawing."""

    x: int
    y: int
    height: int
    shown: bool
    label: str
    href: str


@dataclass(frozen=True)
class DepartmentLine:
    code: str
    name: str
    doors: int
    detail: str
    href: str
    checked: bool


@dataclass(frozen=True)
class Counted:
    """Words, how many, and where exactly these rows are."""

    name: str
    count: int
    href: str


@dataclass(frozen=True)
class Before:
    week: str
    days: str
    department: str
    items: str


@dataclass(frozen=True)
class Other:
    """Another visit of the same subject: who comes when, why it is apart, what could be done."""

    who: str
    week: str
    why: str
    ways: str
    href: str


@dataclass(frozen=True)
class Aside:
    """What is said beside the board of the chosen visit. `place`: which door of its subject in the year."""

    week: str
    names: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, BoardItem], ...]
    saved: int
    place: int
    others: tuple[Other, ...]
    refused: tuple[tuple[int, str, str], ...]  # a week in which the conference refused it, in words, why


@dataclass(frozen=True)
class Said:
    code: str
    department: str
    stance: str
    words: str
    note: str
    open: bool = False  # a wish that stands in the way of adoption
    decision: str = ""
