"""Who leads and who assists: per item, per step, per area, from a day on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    LEAD = "lead"  # 牵头
    ASSIST = "assist"  # 配合


class Instrument(StrEnum):
    """What gives the duty."""

    STAFFING_SCHEME = "staffing_scheme"  # 三定规定
    POWER_LIST = "power_list"  # 权责清单
    GOVERNMENT_DECISION = "government_decision"  # 政府决定
    DISPUTE_DECISION = "dispute_decision"  # 职责争议裁定


class Finding(StrEnum):
    """What the report looks for (WY-5.2: 事有人管、责有人负)."""

    UNOWNED = "unowned"  # 无主: the department that should lead does not exist on the day
    UNSETTLED = "unsettled"  # 未明文: nothing but the item's own department speaks for it
    OVERLAP = "overlap"  # 交叉: departments check the same class and nobody says who leads
    DISPUTED = "disputed"  # 争议中


@dataclass(frozen=True)
class AssignDuty:
    """`area`: path of a region or a town below it. A lead takes the place of the one before; `share` is what who assists does."""

    area: str
    items: tuple[str, ...]
    steps: tuple[str, ...]
    department: str
    part: Part
    first_day: date
    instrument: Instrument
    basis: str  # title and number of the instrument
    last_day: date | None = None
    share: str = ""


@dataclass(frozen=True)
class DutyAssigned:
    area: str
    items: tuple[str, ...]
    steps: tuple[str, ...]
    department: str
    part: Part
    duties: tuple[int, ...]

    @property
    def about(self) -> str:
        return f"duties:{self.area}"


@dataclass(frozen=True)
class EndDuty:
    duty: int
    last_day: date
    reason: str


@dataclass(frozen=True)
class DutyEnded:
    duty: int
    department: str
    last_day: date
    reason: str

    @property
    def about(self) -> str:
        return f"duty:{self.duty}"


@dataclass(frozen=True)
class DutyRow:
    id: int
    area: str
    item: str
    step: str
    department: str
    part: Part
    share: str
    first_day: date
    last_day: date | None
    instrument: Instrument
    basis: str
    ended_because: str


@dataclass(frozen=True)
class DutyEntry:
    """A row of the workbook: one part in one step of one item, as an instrument gives it. `area`: a path."""

    area: str
    item: str
    step: str
    department: str
    part: Part
    first_day: date
    instrument: Instrument
    basis: str
    last_day: date | None = None
    share: str = ""

    @property
    def key(self) -> str:
        return f"{self.area}|{self.item}|{self.step}|{self.department}|{self.first_day}"

    @property
    def place(self) -> tuple[str, str, str]:
        return self.area, self.item, self.step


@dataclass(frozen=True)
class Lead:
    """Who leads a step of an item. `duty` None: no instrument says so, the item's own department answers for it."""

    department: str
    duty: DutyRow | None = None


@dataclass(frozen=True)
class Cell:
    """One step of one item in one area on one day."""

    step: str
    lead: Lead
    assisting: tuple[DutyRow, ...]
    findings: frozenset[Finding]


@dataclass(frozen=True)
class MatrixRow:
    item: str
    name: str
    department: str  # that of the item list
    check_class: str
    cells: tuple[Cell, ...]

    @property
    def findings(self) -> frozenset[Finding]:
        return frozenset(finding for cell in self.cells for finding in cell.findings)


@dataclass(frozen=True)
class Overlap:
    """Items of one class at several departments that no duty joins."""

    check_class: str
    departments: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    area: str
    on: date
    rows: tuple[MatrixRow, ...]
    overlaps: tuple[Overlap, ...]

    def having(self, finding: Finding) -> tuple[MatrixRow, ...]:
        return tuple(row for row in self.rows if finding in row.findings)
