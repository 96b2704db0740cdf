"""What other rooms may see of 许可: what was granted to whom, which items then apply, and the check that has to follow."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PermitPermission(StrEnum):
    READ = "permits.permit.read"
    RECEIVE = "permits.permit.receive"
    FEED = "permits.permit.feed"  # the address for programs; no role holds it
    DEFINE_KIND = "permits.kind.define"
    RECORD_CHECK = "permits.check.record"


class PermitStatus(StrEnum):
    VALID = "valid"  # 有效
    CANCELLED = "cancelled"  # 注销、撤销、吊销


class CheckState(StrEnum):
    """批后核查."""

    DUE = "due"  # 待核查
    OVERDUE = "overdue"  # 超期
    CHECKED = "checked"  # 已核查
    NOT_OWED = "not_owed"  # 许可已失效，或许可时还没有批后核查，不用核查


@dataclass(frozen=True)
class DefinePermitKind:
    """What a kind of permit brings with it: the items that apply to its holder, and who checks if no duty says so."""

    region_path: str
    code: str
    name: str
    department: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class PermitKindDefined:
    region_path: str
    code: str
    items: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"permit-kind:{self.code}"


@dataclass(frozen=True)
class PermitRow:
    """One permit as the approval system hands it over. `number` is unique in the country. `valid_to` None: without end."""

    number: str
    kind: str
    name: str
    issuer: str
    granted_on: date
    uscc: str = ""
    sid: str = ""
    town: str = ""
    address: str = ""
    scope: str = ""
    valid_to: date | None = None
    status: PermitStatus = PermitStatus.VALID


@dataclass(frozen=True)
class PermitSaid:
    """What one permit says of its holder. `department`: whose kind of permit it is; `holds`: neither cancelled nor over."""

    sid: str
    department: str
    number: str
    name: str
    holds: bool


@dataclass(frozen=True)
class ReceivePermits:
    """Rows of one file or one request; `source` says which (SHA-256 of the file, or the program's name)."""

    region_path: str
    source: str
    rows: tuple[PermitRow, ...]


@dataclass(frozen=True)
class PermitsReceived:
    region_path: str
    source: str
    new: int
    changed: int
    unchanged: int
    subjects: tuple[str, ...]  # sids that were created or changed

    @property
    def about(self) -> str:
        return f"permits:{self.region_path}"


@dataclass(frozen=True)
class RecordPermitCheck:
    """A department concluded an inspection of a subject."""

    sid: str
    department: str
    inspection: int
    checked_at: datetime


@dataclass(frozen=True)
class PermitCheckRecorded:
    """`permits`: those whose 批后核查 this was; often none."""

    sid: str
    department: str
    inspection: int
    permits: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"subject:{self.sid}"


@dataclass(frozen=True)
class PermitListing:
    """A permit as lists show it."""

    id: int
    number: str
    kind: str
    kind_name: str
    sid: str
    name: str
    issuer: str
    granted_on: date
    valid_to: date | None
    status: PermitStatus
    department: str
    items: tuple[str, ...]
    check_by: date | None  # None: granted before there was such a clock
    checked_at: datetime | None
    inspection: int | None
    state: CheckState

    @property
    def late(self) -> bool:
        return self.state is CheckState.OVERDUE


@dataclass(frozen=True)
class KindRow:
    code: str
    name: str
    department: str
    items: tuple[str, ...]
