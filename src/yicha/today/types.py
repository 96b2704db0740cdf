"""What the page of the day shows, as frozen rows; texts in the language of the reader."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yicha.engines.deadlines import Reading

SHORTEST, LONGEST = 3, 6


class Tab(StrEnum):
    WAITING = "waiting"  # 待办
    DONE = "done"  # 已办
    STARTED = "started"  # 我发起
    TOLD = "told"  # 抄送我
    OVERDUE = "overdue"  # 督办


@dataclass(frozen=True)
class Row:
    """One matter. `act` names the next step, `href` is the page where it is taken; empty where there is none."""

    title: str
    note: str = ""
    source: str = ""
    clock: Reading | None = None
    act: str = ""
    href: str = ""
    at: datetime | None = None
    clause: str = ""
    matter: str = ""  # what can be urged
    owner: str = ""  # the department that is to see to it
    urged: bool = False


@dataclass(frozen=True)
class TabCount:
    tab: Tab
    label: str
    count: int


@dataclass(frozen=True)
class Expiry:
    """What runs out: so many of a kind at one department."""

    kind: str
    department: str
    count: str
    clock: Reading
    href: str = ""
    matter: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    unit: str
    note: str
    href: str = ""
    tone: str = ""
    of: int = 0


@dataclass(frozen=True)
class Bar:
    """One week of the chart, in its own units: x, and both heights from the zero line."""

    week: str
    apart: int
    together: int
    x: int
    apart_height: int
    together_height: int
    apart_y: int
    together_y: int


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, int], ...]  # number, y
    apart: int
    together: int
    width: int
    bar_width: int


@dataclass(frozen=True)
class Progress:
    year: int
    state: str
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]  # a wide one and a narrow one of the same; empty before adoption


@dataclass(frozen=True)
class SetUpStep:
    """`href` only for who may take it; for everybody else `who` does."""

    title: str
    note: str
    done: bool
    current: bool = False
    act: str = ""
    href: str = ""
    who: str = ""


@dataclass(frozen=True)
class Found:
    title: str
    note: str
    href: str


@dataclass(frozen=True)
class FoundGroup:
    label: str
    found: tuple[Found, ...]
    more: str = ""


@dataclass(frozen=True)
class Shortcut:
    """A page that this person opens most days."""

    label: str
    icon: str
    href: str


@dataclass(frozen=True)
class Day:
    """The page of the day."""

    tabs: tuple[TabCount, ...]
    rows: tuple[Row, ...]
    expiring: tuple[Expiry, ...]
    progress: Progress | None
    steps: tuple[SetUpStep, ...]
    shortcuts: tuple[Shortcut, ...]

    @property
    def nearest(self) -> tuple[Expiry, ...]:
        """As many as stand beside the list without making the page longer."""
        return self.expiring[: max(SHORTEST, min(LONGEST, len(self.rows) + 1))]

    @property
    def farther(self) -> tuple[Expiry, ...]:
        return self.expiring[len(self.nearest) :]
