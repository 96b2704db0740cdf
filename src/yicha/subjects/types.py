"""What other rooms may see of 监管对象."""

from dataclasses import dataclass
from enum import StrEnum


class SubjectPermission(StrEnum):
    READ = "subjects.subject.read"
    IMPORT = "subjects.subject.import"
    CLOSE = "subjects.subject.close"
    TAKE_BACK = "subjects.subject.take_back"


class SubjectStatus(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True)
class ImportSubjects:
    """Rows of one workbook, already parsed and checked; `source` is the SHA-256 of the file they came from."""

    region_path: str
    source: str
    rows: tuple["SubjectRow", ...]


@dataclass(frozen=True)
class SubjectRow:
    """One subject as the register holds it. `enterprise` is what legal limits count by: the uscc, else the sid."""

    sid: str
    name: str
    uscc: str = ""
    etype: str | None = None
    industry: str | None = None
    scope: str | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    town: str = "未知"
    address: str | None = None
    lon: str | None = None  # decimal degrees as text: no float enters a digest
    lat: str | None = None
    credit_class: str = ""
    tags: tuple[str, ...] = ()
    reg_date: str | None = None  # ISO date
    status: str | None = None
    blocked: tuple[tuple[str, str], ...] = ()  # quiet periods, ISO dates, both ends included
    visit_cap: int | None = None

    @property
    def enterprise(self) -> str:
        return self.uscc or self.sid


@dataclass(frozen=True)
class FoundSubject:
    """One answer of a search: enough to tell it from another of the same name."""

    sid: str
    name: str
    uscc: str
    town: str
    address: str
    state: SubjectStatus


@dataclass(frozen=True)
class SubjectsImported:
    region_path: str
    source: str
    new: int
    changed: int
    unchanged: int

    @property
    def about(self) -> str:
        return f"subjects:{self.region_path}"


@dataclass(frozen=True)
class TakeBackSubjects:
    """Undo a part of an import: `removed` (sids) were not there before it, `restored` are the rows as they were."""

    region_path: str
    source: str
    removed: tuple[str, ...]
    restored: tuple[SubjectRow, ...]


@dataclass(frozen=True)
class SubjectsTakenBack:
    region_path: str
    source: str
    removed: int
    restored: int

    @property
    def about(self) -> str:
        return f"subjects:{self.region_path}"


@dataclass(frozen=True)
class CloseSubject:
    sid: str
    reason: str


@dataclass(frozen=True)
class SubjectClosed:
    sid: str
    reason: str

    @property
    def about(self) -> str:
        return f"subject:{self.sid}"


@dataclass(frozen=True)
class SubjectFilter:
    """What a list of subjects is narrowed to; what is empty does not limit. `industry` is the beginning of a code."""

    text: str = ""
    town: str = ""
    industry: str = ""
    credit_class: str = ""


@dataclass(frozen=True)
class ListedSubject:
    """A row of the list. `credit_class` is for offices only, never for the public."""

    sid: str
    name: str
    uscc: str
    etype: str
    industry: str
    town: str
    address: str
    credit_class: str
    state: SubjectStatus


@dataclass(frozen=True)
class Total:
    """How many rows; where there are very many, an estimate (约)."""

    number: int
    exact: bool
