"""What the queries return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yicha.kernel.actor import Role
from yicha.orgs.types.accounts import POST_STATUS_NAMES, PostStatus
from yicha.orgs.types.registers import DelegationKind, DepartmentKind, RecusalStatus
from yicha.orgs.types.roles import ROLE_NAMES


@dataclass(frozen=True)
class Seat:
    """Region and lead office of this home; empty before they are entered."""

    region_path: str
    place: str
    office: str


@dataclass(frozen=True)
class RegionListing:
    code: str
    name: str
    path: str


@dataclass(frozen=True)
class DepartmentListing:
    code: str
    name: str
    short_name: str
    kind: DepartmentKind
    region_path: str
    towns: tuple[str, ...]
    uscc: str = ""


@dataclass(frozen=True)
class DepartmentLine:
    """Of the register, closed ones and those to come included."""

    code: str
    name: str
    short_name: str
    kind: DepartmentKind
    region_name: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class OfficerAvailable:
    """An officer who can be drawn in some part of the year. `absences` (both ends included) has leave and the days without certificate.

    `skills` has the qualifications, and what an expert is expert of as `专家:…`. `items`: 执法事项范围; empty: all of the department.
    """

    cert_no: str
    name: str
    department: str
    skills: tuple[str, ...]
    days_per_week: Decimal
    towns: tuple[str, ...]
    absences: tuple[tuple[date, date], ...]
    recusals: tuple[str, ...]
    items: tuple[str, ...] = ()


def with_expertise(skills: Iterable[str], expertise: Iterable[str]) -> tuple[str, ...]:
    """What a plan line may ask of who comes."""
    return (*skills, *(f"专家:{one}" for one in expertise))


@dataclass(frozen=True)
class OfficerListing:
    cert_no: str
    name: str
    department: str
    valid_to: date | None
    in_post: bool
    has_account: bool


@dataclass(frozen=True)
class RecusalWaiting:
    id: int
    officer: str
    sid: str
    reason: str


@dataclass(frozen=True)
class AccountCoverage:
    """YX-2.13: of the certified officers in post, how many have an account. The rows are those behind `total`, and none else."""

    rows: tuple[OfficerListing, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def covered(self) -> int:
        return sum(row.has_account for row in self.rows)


@dataclass(frozen=True)
class OfficerChanges:
    """Preview of an import, by certificate number."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True)
class AccountListing:
    username: str
    display_name: str
    disabled: bool
    region_path: str
    cert_no: str
    region_name: str = ""


@dataclass(frozen=True)
class PostListing:
    post: int
    account: str
    display_name: str
    role: Role
    region_path: str
    department: str
    subject: str
    status: PostStatus
    valid_from: datetime | None
    valid_to: datetime | None
    stands_in_for: int | None
    proposed_by: str
    region_name: str = ""
    department_name: str = ""

    @property
    def where(self) -> str:
        """The department by its short name, an enterprise's number, or the region of an administrator."""
        return self.department_name or self.subject or self.region_name

    @property
    def role_name(self) -> str:
        return ROLE_NAMES[self.role]

    @property
    def status_name(self) -> str:
        return POST_STATUS_NAMES[self.status]


@dataclass(frozen=True)
class DelegationListing:
    """`last_day` is the last one in force: an early end shows here."""

    delegation: int
    kind: DelegationKind
    from_department: str
    to_department: str
    area_path: str
    items: tuple[str, ...]
    legal_basis: str
    first_day: date
    last_day: date | None
    ended_because: str = ""


@dataclass(frozen=True)
class DelegationEntry:
    """A row of the workbook: one instrument. `area`: a path; `items` in order."""

    kind: DelegationKind
    from_department: str
    to_department: str
    area: str
    items: tuple[str, ...]
    legal_basis: str
    first_day: date
    last_day: date | None = None

    @property
    def key(self) -> str:
        return "|".join((self.from_department, self.to_department, self.area, self.first_day.isoformat(), self.legal_basis, *self.items))


@dataclass(frozen=True)
class HandOverListing:
    account: str
    successor: str
    at: datetime
    departments: tuple[str, ...]
    reason: str
    by: str


@dataclass(frozen=True)
class RecusalListing:
    """A declared recusal without its reason, which is personal. `by_party`: the enterprise asked for it."""

    recusal: int
    cert_no: str
    officer: str
    department: str
    sid: str
    status: RecusalStatus
    by_party: bool
    decision: str
