"""What the public pages show beyond the rows of other rooms."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from yicha.draws.types import Standing


@dataclass(frozen=True)
class Asker:
    """A firm that somebody asks about: its name is in the register, its fate in the public bundle.

    Whoever asks by a whole code that is not in the pool gets it back without name: its absence can be proven too.
    """

    sid: str
    name: str
    town: str
    tail: str
    standing: Standing


@dataclass(frozen=True)
class Challenged:
    """免抽说明: a low ticket that was not drawn, and why. No words: of none of the lines that were drawn so low.

    `entries`: the places in the ledger of what says so.
    """

    name: str
    tail: str
    ticket: str
    words: tuple[str, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """An adopted programme in figures. `alone`: times at a door if each department came alone; `months`: month → times."""

    year: int
    alone: int
    doors: int
    departments: tuple[tuple[str, int], ...]
    months: tuple[tuple[int, int], ...]
    published_on: date | None
    publish_by: date | None
    late: bool

    @property
    def saved(self) -> int:
        return self.alone - self.doors


@dataclass(frozen=True)
class PublicItem:
    """监管事项 in force, in words: who checks whom, how, how many of them and how often, on which law."""

    code: str
    name: str
    department: str
    partners: tuple[str, ...]
    check_class: str
    key: bool  # 重点: may be covered in full
    subjects: str
    mode: str
    ratio: str
    yearly_cap: int | None
    basis: str

    def holds(self, text: str) -> bool:
        return text in self.name or text in self.code or text in self.check_class or text in self.subjects


@dataclass(frozen=True)
class ColumnRow:
    """A column of the portal: when something last came into it, why nothing does if somebody said so, how many days may pass."""

    words: str | Promise
    route: str
    last: date | None
    because: str
    days: int
    today: date

    @property
    def stale(self) -> bool:
        """An empty column is stale too, unless the reason is written down."""
        return not self.because and (self.last is None or (self.today - self.last).days > self.days)
