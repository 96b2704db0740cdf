"""The register: its rows, and how one comes, changes, goes and moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class SubjectPermission(StrEnum):
    READ = "subjects.subject.read"
    IMPORT = "subjects.subject.import"
    REGISTER = "subjects.subject.register"
    DESCRIBE = "subjects.subject.describe"  # other names and numbers, opening hours, tags
    CLOSE = "subjects.subject.close"
    TAKE_BACK = "subjects.subject.take_back"
    MOVE = "subjects.subject.move"
    MERGE = "subjects.subject.merge"
    KEEP_POOL = "subjects.pool.keep"


class SubjectStatus(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"
    MOVING = "moving"  # given up by one region, not yet taken in by the other


class SubjectKind(StrEnum):
    """监管对象 are more than firms."""

    ENTERPRISE = "enterprise"
    SELF_EMPLOYED = "self_employed"
    SOCIAL = "social"
    SCHOOL = "school"
    SITE = "site"
    PRODUCT = "product"
    VEHICLE = "vehicle"
    INSTALLATION = "installation"
    UNLICENSED = "unlicensed"


KIND_NAMES: Final[Mapping[SubjectKind, str]] = {
    SubjectKind.ENTERPRISE: "企业",
    SubjectKind.SELF_EMPLOYED: "个体工商户",
    SubjectKind.SOCIAL: "社会组织",
    SubjectKind.SCHOOL: "学校",
    SubjectKind.SITE: "工地项目",
    SubjectKind.PRODUCT: "产品",
    SubjectKind.VEHICLE: "车辆",
    SubjectKind.INSTALLATION: "设施设备",
    SubjectKind.UNLICENSED: "无证无照",
}


@dataclass(frozen=True)
class SubjectEvent:
    sid: str

    @property
    def about(self) -> str:
        return f"subject:{self.sid}"


@dataclass(frozen=True)
class ImportSubjects:
    """Rows of one workbook, already parsed and checked; `source` is the SHA-256 of the file they came from.

    `old_numbers`: sid → 原注册号 that came with a row. `brought_by`: the import, as its events are about it.
    """

    region_path: str
    source: str
    rows: tuple["SubjectRow", ...]
    old_numbers: Mapping[str, str] = field(default_factory=dict)
    brought_by: str = ""


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
    restored: tuple["SubjectRow", ...]
    brought_by: str = ""  # the import, whose further numbers go too


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
class SubjectClosed(SubjectEvent):
    reason: str


@dataclass(frozen=True)
class SubjectFilter:
    """What a list of subjects is narrowed to; what is empty does not limit. `industry` is the beginning of a code."""

    text: str = ""
    town: str = ""
    industry: str = ""
    credit_class: str = ""
    kind: str = ""
    tag: str = ""  # or the name of a special pool
    on: date | None = None  # the day on which the tag holds


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
    kind: SubjectKind

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]


@dataclass(frozen=True)
class Total:
    """How many rows; where there are very many, an estimate (约)."""

    number: int
    exact: bool


@dataclass(frozen=True)
class SubjectFacts:
    """What a form says of one subject; empty: not known. `town` and `grid` say where, `lon` and `lat` are decimal degrees."""

    kind: SubjectKind
    name: str
    uscc: str = ""
    etype: str = ""
    industry: str = ""
    scope: str = ""
    town: str = ""
    grid: str = ""
    address: str = ""
    lon: str = ""
    lat: str = ""
    reg_date: str = ""  # ISO
    status: str = ""


@dataclass(frozen=True)
class RegisterSubject:
    """One subject by hand. `site_of`: the sid of the enterprise whose further site it is. `waived`: why a failing check is accepted."""

    region_path: str
    facts: SubjectFacts
    source: str
    site_of: str = ""
    waived: str = ""


@dataclass(frozen=True)
class SubjectRegistered(SubjectEvent):
    source: str
    waived: str


@dataclass(frozen=True)
class CorrectSubject:
    """All facts as they should be; what differs is corrected. `source`: what the correction rests on."""

    sid: str
    facts: SubjectFacts
    source: str
    waived: str = ""


@dataclass(frozen=True)
class Corrected:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class SubjectCorrected(SubjectEvent):
    corrected: tuple[Corrected, ...]
    source: str
    waived: str


@dataclass(frozen=True)
class ReopenSubject:
    """恢复: of one that was closed, or that no other region has taken in yet."""

    sid: str
    reason: str


@dataclass(frozen=True)
class SubjectReopened(SubjectEvent):
    reason: str


@dataclass(frozen=True)
class MoveOut:
    """迁出 to a region (its code) of this house; one that is not here is closed instead."""

    sid: str
    region: str
    reason: str


@dataclass(frozen=True)
class SubjectMovedOut(SubjectEvent):
    to_region: str  # path
    reason: str


@dataclass(frozen=True)
class TakeIn:
    """迁入: where it is now."""

    sid: str
    town: str
    address: str


@dataclass(frozen=True)
class SubjectTakenIn(SubjectEvent):
    from_region: str  # paths
    to_region: str
