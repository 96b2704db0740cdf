"""The values that the planning engine takes and gives: frozen, plain, without behaviour that decides anything.

Weeks are indices into ``working_days`` (at most 54, so that a set of weeks is a 64-bit integer). Every quantity is an integer:
minutes, officer-minutes, metres, weeks. A *demand* (需求) is a plan line that fell on a subject; a *visit* (上门) is a set of
demands done at one subject in one week; a *door* (进门) is a visit for which somebody stands at the door.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

WEEKS_MAX = 54


class Mode(StrEnum):
    """How a line is carried out (R-MODE-1): off-site work opens no door and is never merged."""

    ONSITE = "onsite"
    SAMPLING = "sampling"
    WRITTEN = "written"
    ONLINE = "online"

    @property
    def opens_door(self) -> bool:
        """Somebody stands at the door."""
        return self in {Mode.ONSITE, Mode.SAMPLING}


class VisitState(StrEnum):
    """How binding a visit is: from ``NOTIFIED`` on it never moves."""

    DRAFT = "draft"
    PUBLISHED = "published"
    NOTIFIED = "notified"
    DONE = "done"


class Cause(StrEnum):
    """Why a demand is not in the programme (列入未排)."""

    NO_WEEK = "no_week"
    MINUTES = "minutes"
    CLASS_DONE = "class_done"
    VISIT_CAP = "visit_cap"
    ORGAN_CAP = "organ_cap"
    CAPS = "caps"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class Params:
    """Numbers of the region: rows of ``norms``; the defaults are those of the file format (PLAN1 §5)."""

    first_open_week: int = 0
    overhead_minutes: int = 60
    visit_minutes_max: int = 420
    departments_max: int | None = None
    load_ceiling_pct: int = 100
    class_cap: int = 1
    gap_weeks: int = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a department's annual plan. ``not_with``: (token, reason), token = line id, ``dept:…`` or ``class:…``."""

    id: str
    department: str
    check_class: str
    mode: Mode
    first_week: int
    last_week: int
    minutes: int
    announced: bool = True
    items: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    min_officers: int = 2
    lead_rank: int | None = None
    exclusive: str | None = None
    not_with: tuple[tuple[str, str], ...] = ()
    exempt: str | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """One enforcement officer; ``minutes`` are those of a five-day week."""

    id: str
    department: str
    minutes: int
    skills: tuple[str, ...] = ()
    absent: tuple[int, ...] = ()
    recused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One site (监管对象). Limits count per ``enterprise`` over all its sites; ``done``: (class, department) checked this year."""

    id: str
    township: str
    enterprise: str | None = None
    name: str = ""
    grid: str = ""
    x: int = 0
    y: int = 0
    blocked: tuple[tuple[int, int, str], ...] = ()
    visit_cap: int | None = None
    organ_cap: int | None = None
    done: tuple[tuple[str, str], ...] = ()

    @property
    def owner(self) -> str:
        """The enterprise whose limits count."""
        return self.enterprise or self.id


@dataclass(frozen=True, slots=True)
class Demand:
    """A line that fell on a subject, by draw or by list."""

    id: str
    line: str
    subject: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Demands done together at one subject in one week; off-site work is a visit without a door, of one demand.

    ``lead_appointed``: no line of the visit may lead, so the government names the lead (由政府指定牵头); ``lead`` is the proposal.
    """

    subject: str
    week: int
    demands: tuple[str, ...]
    departments: tuple[str, ...] = ()
    lead: str | None = None
    door: bool = True
    state: VisitState = VisitState.DRAFT
    pinned: bool = False
    lead_appointed: bool = False

    @property
    def locked(self) -> bool:
        """It never moves: the enterprise has been told, or the conference has pinned it."""
        return self.pinned or self.state in {VisitState.NOTIFIED, VisitState.DONE}


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything the engine may know; rows by id, in the order of their ids."""

    working_days: tuple[int, ...]
    departments: tuple[str, ...]
    lines: Mapping[str, Line]
    officers: tuple[Officer, ...]
    subjects: Mapping[str, Subject]
    demands: Mapping[str, Demand]
    params: Params = Params()
    previous: tuple[Visit, ...] = ()
    rejected: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """A demand that the programme cannot hold, and why."""

    demand: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Programme:
    """The answer and its proof.

    No lawful programme loses fewer than ``unplaced_bound`` demands; none that loses no more than this one opens fewer than
    ``lower_bound`` doors. ``certificates``: per subject, demands that pairwise can never share a door. ``minima``: per unit
    (subject, or enterprise whose limits couple its sites), the fewest doors when officers are plenty.
    """

    visits: tuple[Visit, ...]
    unplaced: tuple[Loss, ...]
    lower_bound: int
    unplaced_bound: int
    certificates: Mapping[str, tuple[str, ...]]
    minima: Mapping[str, int]

    @property
    def doors(self) -> int:
        """Number of doors opened (进门次数)."""
        return sum(visit.door for visit in self.visits)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a programme; ``alone_doors``: each department alone, on the same capacity."""

    demands: int
    alone_doors: int
    doors: int
    lower_bound: int
    unplaced: int
    unplaced_bound: int
    repeat_visited: int
    department_visits: int
