"""Regions, departments, officers, delegations."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final


class RegionLevel(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


class DepartmentKind(StrEnum):
    LEAD_OFFICE = "lead_office"  # 联席会议办公室
    DEPARTMENT = "department"  # 行业主管、执法部门
    TOWN_GOVERNMENT = "town_government"  # 乡镇、街道
    ZONE = "zone"  # 执法片区
    PARK = "park"  # 园区管委会
    JUSTICE = "justice"  # 司法局
    DATA_BUREAU = "data_bureau"  # 政务服务与数据管理局
    PROCURATORATE = "procuratorate"  # 检察院


# What is said of an officer beyond certificate and work; a workbook that leaves it out changes nothing of it.
PROFILE: Final = (
    "issuer",
    "staff_no",
    "gender",
    "id_tail",
    "phone",
    "education",
    "job_kinds",
    "job_since",
    "items",
    "level",
    "duty",
    "expertise",
    "established",
)


class RecusalStatus(StrEnum):
    DECLARED = "declared"
    UPHELD = "upheld"
    REJECTED = "rejected"


class DelegationKind(StrEnum):
    ENTRUSTMENT = "entrustment"  # 委托
    PARK_DELEGATION = "park_delegation"  # 园区下放


@dataclass(frozen=True)
class RegionRow:
    """One 行政区划. The code holds its place, so nothing else need be said."""

    code: str
    name: str
    valid_to: date | None = None  # last day of a code that was given up


@dataclass(frozen=True)
class LoadRegions:
    source: str
    rows: tuple[RegionRow, ...]
    valid_from: date


@dataclass(frozen=True)
class RegionsLoaded:
    source: str
    new: int
    changed: int
    unchanged: int

    @property
    def about(self) -> str:
        return "regions"


@dataclass(frozen=True)
class CreateDepartment:
    code: str
    name: str
    short_name: str
    region: str
    kind: DepartmentKind
    valid_from: date
    uscc: str = ""
    towns: tuple[str, ...] = ()  # of an 执法片区, or of a park that has any


@dataclass(frozen=True)
class DepartmentCreated:
    department: str
    region_path: str

    @property
    def about(self) -> str:
        return f"department:{self.department}"


@dataclass(frozen=True)
class CloseDepartment:
    department: str
    last_day: date
    reason: str


@dataclass(frozen=True)
class DepartmentClosed:
    department: str
    last_day: date
    reason: str

    @property
    def about(self) -> str:
        return f"department:{self.department}"


@dataclass(frozen=True)
class OfficerRow:
    """One 执法人员 as the register holds it. `department` is a code, a name or a short name; both ends of a leave are included."""

    cert_no: str
    name: str
    department: str
    valid_to: date | None = None
    skills: tuple[str, ...] = ()
    days_per_week: Decimal = Decimal(5)
    towns: tuple[str, ...] = ()
    recusals: tuple[str, ...] = ()  # sids
    leave: tuple[tuple[date, date], ...] = ()
    issuer: str = ""  # 发证机关; this and what follows is PROFILE
    staff_no: str = ""
    gender: str = ""
    id_tail: str = ""  # the last four of the identity number: enough to tell two of one name apart, and no more is kept
    phone: str = ""
    education: str = ""
    job_kinds: tuple[str, ...] = ()
    job_since: date | None = None
    items: tuple[str, ...] = ()  # 执法事项范围
    level: str = ""
    duty: str = ""
    expertise: tuple[str, ...] = ()  # 专家
    established: str = ""  # 在编: 是, 否


@dataclass(frozen=True)
class RegisterOfficers:
    """Rows of one workbook, already parsed and checked; `source` is the SHA-256 of the file they came from.

    A row states all but leave and recusals: those are only added, because an import that forgets a column must not lift them.
    """

    region_path: str
    source: str
    rows: tuple[OfficerRow, ...]


@dataclass(frozen=True)
class OfficersRegistered:
    region_path: str
    source: str
    new: int
    changed: int
    unchanged: int

    @property
    def about(self) -> str:
        return f"officers:{self.region_path}"


@dataclass(frozen=True)
class TakeBackOfficers:
    """Undo a part of an import: `removed` (certificate numbers) were not in post before it, `restored` are the rows as they were."""

    region_path: str
    source: str
    removed: tuple[str, ...]
    restored: tuple[OfficerRow, ...]


@dataclass(frozen=True)
class OfficersTakenBack:
    region_path: str
    source: str
    removed: int
    restored: int

    @property
    def about(self) -> str:
        return f"officers:{self.region_path}"


@dataclass(frozen=True)
class OfficerEvent:
    cert_no: str

    @property
    def about(self) -> str:
        return f"officer:{self.cert_no}"


@dataclass(frozen=True)
class ReleaseOfficer:
    """离岗: no longer drawn; registering the certificate again brings the officer back."""

    cert_no: str
    reason: str


@dataclass(frozen=True)
class OfficerReleased(OfficerEvent):
    reason: str


@dataclass(frozen=True)
class RenewCertificate:
    cert_no: str
    valid_to: date


@dataclass(frozen=True)
class CertificateRenewed(OfficerEvent):
    valid_to: date


@dataclass(frozen=True)
class RecordLeave:
    cert_no: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class LeaveRecorded(OfficerEvent):
    first_day: date
    last_day: date


@dataclass(frozen=True)
class DeclareRecusal:
    cert_no: str
    sid: str
    reason: str


@dataclass(frozen=True)
class RecusalDeclared(OfficerEvent):
    recusal: int
    sid: str


@dataclass(frozen=True)
class DecideRecusal:
    recusal: int
    upheld: bool
    reason: str


@dataclass(frozen=True)
class RecusalDecided(OfficerEvent):
    recusal: int
    sid: str
    upheld: bool


@dataclass(frozen=True)
class DelegatePower:
    """A department gives items to another for a time, within an area. `last_day` None: until ended."""

    kind: DelegationKind
    from_department: str
    to_department: str
    area: str  # region code
    items: tuple[str, ...]
    legal_basis: str
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True)
class PowerDelegated:
    delegation: int
    from_department: str
    to_department: str
    area: str  # region path
    items: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"delegation:{self.delegation}"


@dataclass(frozen=True)
class EndDelegation:
    delegation: int
    reason: str


@dataclass(frozen=True)
class DelegationEnded:
    """The power falls back on the day after the last."""

    delegation: int
    last_day: date
    reason: str

    @property
    def about(self) -> str:
        return f"delegation:{self.delegation}"
