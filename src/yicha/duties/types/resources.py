"""监管资源清单: what can be called upon besides the officers of the register."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ResourceKind(StrEnum):
    SYSTEM = "system"  # 信息化执法系统
    MECHANISM = "mechanism"  # 工作机制
    EQUIPMENT = "equipment"  # 装备
    LABORATORY = "laboratory"  # 检验检测机构
    EXPERT = "expert"  # 专家


@dataclass(frozen=True)
class ListResource:
    """A name stands once for each department; said again, it is changed. `contact` is an office, not a person's own number."""

    region_path: str
    department: str
    kind: ResourceKind
    name: str
    contact: str
    available: str  # when and on what conditions
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResourceListed:
    resource: int
    department: str
    name: str

    @property
    def about(self) -> str:
        return f"resource:{self.resource}"


@dataclass(frozen=True)
class RetireResource:
    resource: int
    last_day: date
    reason: str


@dataclass(frozen=True)
class ResourceRetired:
    resource: int
    reason: str

    @property
    def about(self) -> str:
        return f"resource:{self.resource}"


@dataclass(frozen=True)
class ResourceRow:
    id: int
    department: str
    kind: ResourceKind
    name: str
    contact: str
    available: str
    items: tuple[str, ...]
    retired_on: date | None
    retired_because: str


@dataclass(frozen=True)
class ResourceEntry:
    """A row of the workbook."""

    department: str
    kind: ResourceKind
    name: str
    contact: str
    available: str
    items: tuple[str, ...] = ()
    retired_on: date | None = None
    retired_because: str = ""

    @property
    def key(self) -> str:
        return f"{self.department}|{self.name}"
