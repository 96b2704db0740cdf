"""数据资源目录: what each department gives, who asked for it, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Sharing(StrEnum):
    """共享属性."""

    FREE = "free"  # 无条件共享
    CONDITIONAL = "conditional"  # 有条件共享
    WITHHELD = "withheld"  # 不予共享: only where a law says so


class Supply(StrEnum):
    """数据提供方式."""

    ENTRY = "entry"  # 在线录入
    IMPORT = "import"  # 批量导入
    INTERFACE = "interface"  # 数据接口
    EXCHANGE = "exchange"  # 数据交换


class Frequency(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Secrecy(StrEnum):
    """数据分级: what nobody may see outside of offices, and who in them."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"


class ResourceStatus(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"


class ShareStatus(StrEnum):
    ASKED = "asked"
    CHECKED = "checked"  # 形式审核通过
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True)
class DraftDataResource:
    """`content` says which columns, `procedure` how one gets it, `term` within which time, `basis` the law that withholds it."""

    region_path: str
    department: str
    name: str
    content: str
    sharing: Sharing
    supply: Supply
    procedure: str
    term: str
    frequency: Frequency
    secrecy: Secrecy
    basis: str = ""


@dataclass(frozen=True)
class DataResourceDrafted:
    resource: int
    name: str
    publish_by: date

    @property
    def about(self) -> str:
        return f"data_resource:{self.resource}"


@dataclass(frozen=True)
class StepDataResource:
    """One step of an entry of the catalogue: which one, the use case says."""

    resource: int


@dataclass(frozen=True)
class DataResourceReviewed:
    resource: int
    name: str

    @property
    def about(self) -> str:
        return f"data_resource:{self.resource}"


@dataclass(frozen=True)
class DataResourcePublished:
    resource: int
    name: str
    late: bool

    @property
    def about(self) -> str:
        return f"data_resource:{self.resource}"


@dataclass(frozen=True)
class AskShare:
    resource: int
    department: str
    purpose: str


@dataclass(frozen=True)
class ShareAsked:
    share: int
    resource: int
    department: str
    check_by: date

    @property
    def about(self) -> str:
        return f"data_resource:{self.resource}"


@dataclass(frozen=True)
class CheckShare:
    """形式审核: is the purpose one of the department's duties, and said so that the provider can decide."""

    share: int


@dataclass(frozen=True)
class ShareChecked:
    share: int
    resource: int
    answer_by: date | None  # None: shared without condition, and so granted
    late: bool

    @property
    def about(self) -> str:
        return f"data_resource:{self.resource}"


@dataclass(frozen=True)
class AnswerShare:
    share: int
    granted: bool
    reason: str = ""


@dataclass(frozen=True)
class ShareAnswered:
    share: int
    resource: int
    granted: bool
    late: bool

    @property
    def about(self) -> str:
        return f"data_resource:{self.resource}"


@dataclass(frozen=True)
class ShareRow:
    id: int
    resource: int
    resource_name: str
    provider: str
    department: str
    purpose: str
    status: ShareStatus
    asked_at: datetime
    check_by: date
    answer_by: date | None
    answered_at: datetime | None
    reason: str

    @property
    def due(self) -> date | None:
        """Of whoever has to act now; None when nobody has."""
        return {ShareStatus.ASKED: self.check_by, ShareStatus.CHECKED: self.answer_by}.get(self.status)


@dataclass(frozen=True)
class ResourceRow:
    id: int
    region_path: str
    department: str
    name: str
    content: str
    sharing: Sharing
    supply: Supply
    procedure: str
    term: str
    frequency: Frequency
    secrecy: Secrecy
    basis: str
    status: ResourceStatus
    drafted_at: datetime
    publish_by: date
    published_at: datetime | None


@dataclass(frozen=True)
class Reciprocity:
    """给了多少、拿了多少: of one department the entries it has published, what it granted to others, and what others granted to it."""

    department: str
    published: int
    gave: int
    refused: int
    got: int
    open: int
