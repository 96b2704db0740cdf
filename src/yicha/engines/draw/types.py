"""The values a draw is described with. All frozen; integers, text and dates only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

SID = re.compile(r"[A-Z0-9][A-Z0-9:._-]{0,63}")
LABEL = re.compile(r"[A-Za-z0-9_.:*-]{1,32}")
EVERYBODY = "*"
"""The attribute that every subject holds: a cover rule on it is a least number for the whole line."""


class Kind(StrEnum):
    """What a bundle draws."""

    SUBJECTS = "subjects"
    OFFICERS = "officers"
    DOUBLE = "double"


class Stratum(NamedTuple):
    """One risk class of a line and its quota: ⌈N·num/den⌉ of N, at least `least`, at most `most`, never more than N."""

    label: str
    num: int
    den: int
    least: int = 0
    most: int | None = None


class Cover(NamedTuple):
    """At least so many drawn subjects must hold the attribute."""

    attribute: str
    least: int


@dataclass(frozen=True)
class Line:
    """One 计划行 that draws at random. `scope` is the condition that chose its members; `total` caps the strata together; `weights` says
    for readers how the weights of the members came about. `after`: the id of the line that draws the wave before this one, `opens` the day
    of this wave for readers.

    `minutes`, `officers`, `skills` say what a visit for it needs; only a double draw uses them.
    """

    id: str
    strata: tuple[Stratum, ...]
    department: str = ""
    item: str = ""
    scope: str = ""
    total: int | None = None
    cover: tuple[Cover, ...] = ()
    minutes: int = 0
    officers: int = 0
    skills: tuple[str, ...] = ()
    weights: str = ""
    after: str | None = None
    opens: str = ""


class Cell(NamedTuple):
    """How a subject stands on one line of which it is a member: in a stratum, or excluded with a code."""

    stratum: str = EVERYBODY
    weight: int = 1
    excluded: str = ""


@dataclass(frozen=True)
class Subject:
    """One 监管对象: its cell on each line (by the line's number) of which it is a member."""

    sid: str
    cells: Mapping[int, Cell]
    attrs: tuple[str, ...] = ()
    town: str = ""


class Slot(NamedTuple):
    """One officer wanted at a visit: his department, the minutes he is away, the skills he must have."""

    department: str
    minutes: int = 0
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """One adopted visit that wants officers. `barred`: officers (certificate numbers) who may not come to it."""

    sid: str
    subject: str
    week: int
    slots: tuple[Slot, ...]
    town: str = ""
    barred: tuple[str, ...] = ()


@dataclass(frozen=True)
class Officer:
    """One 执法人员. `minutes` per week of five working days; `booked`: week → (visits, minutes) given by earlier draws."""

    id: str
    department: str
    minutes: int
    name: str = ""
    skills: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()
    absent: tuple[int, ...] = ()
    valid_to: date | None = None
    booked: Mapping[int, tuple[int, int]] = field(default_factory=dict)


class Week(NamedTuple):
    """A week of the programme, or the whole period where there is no programme."""

    first: date
    last: date
    days: int


class Participant(NamedTuple):
    """Somebody whose secret goes into the seed. `commitment`: 32 bytes; `key`: a public key as text, if there is one."""

    name: str
    commitment: bytes
    key: str = ""


class Round(NamedTuple):
    """A named issue of an un-choosable public source, e.g. a round of drand or a lottery."""

    name: str
    round: str = ""


@dataclass(frozen=True)
class Beacon:
    """The source that is read last, and the one that replaces it if it fails."""

    source: Round
    fallback: Round | None = None

    @property
    def is_test(self) -> bool:
        """Whether nobody outside had a hand in the seed."""
        return self.source.name == TEST.source.name


TEST = Beacon(Round("test"))


@dataclass(frozen=True)
class Heading:
    """What a draw is called and under which rules of the log it stands. `draw` is its number (a sid)."""

    draw: str
    title: str = ""
    suite: int = 1
    codes: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    log: "LogTerms | None" = None


@dataclass(frozen=True)
class LogTerms:
    """The log that holds the draw: its origin and key, its witnesses' keys (C2SP verifier keys) and how many must cosign."""

    origin: str
    key: str
    witnesses: tuple[str, ...] = ()
    quorum: int = 0


@dataclass(frozen=True)
class FirstDraw:
    """The draw of subjects behind a draw of officers or behind a replacement: its number and the hash of its result.json."""

    draw: str
    result: bytes


class Lost(NamedTuple):
    """A drawn subject that cannot be checked: on which line (by number), who, and the code of the reason."""

    line: int
    sid: str
    code: str


@dataclass(frozen=True)
class Basis:
    """What a draw of officers stands on: the weeks, the draw of subjects, the digest (hex) of the adopted programme."""

    weeks: Mapping[int, Week]
    first: FirstDraw | None = None
    programme: str = ""


@dataclass(frozen=True)
class Roster:
    """Officers for a draw without programme: the whole period counts as one week. `overhead`: minutes a visit adds."""

    officers: tuple[Officer, ...]
    period: Week
    overhead: int = 0
