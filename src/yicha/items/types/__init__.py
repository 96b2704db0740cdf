"""What other rooms may see of 监管事项."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.items.types.points import CheckPoint


class ItemPermission(StrEnum):
    READ = "items.item.read"
    PROPOSE = "items.item.propose"
    PUBLISH = "items.item.publish"
    WITHDRAW = "items.item.withdraw"


class ItemStatus(StrEnum):
    PROPOSED = "proposed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ItemClass(StrEnum):
    """LYG-5.4: 一般 items are only drawn at random, 重点 items may be covered in full."""

    GENERAL = "general"
    KEY = "key"


@dataclass(frozen=True)
class ItemRow:
    code: str
    name: str
    department: str
    check_class: str
    legal_basis: str
    item_class: ItemClass
    valid_from: date
    valid_to: date | None = None
    check_points: tuple[CheckPoint, ...] = ()
    materials: tuple[str, ...] = ()  # what the enterprise should have ready


@dataclass(frozen=True)
class ProposeItems:
    region_path: str
    department: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class ItemsProposed:
    region_path: str
    department: str
    new: int
    changed: int
    unchanged: int

    @property
    def about(self) -> str:
        return f"items:{self.region_path}:{self.department}"


@dataclass(frozen=True)
class PublishItems:
    """审定并公布: joint review by the data bureau (WS-2.1)."""

    region_path: str
    department: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class ItemsPublished:
    region_path: str
    department: str
    codes: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"items:{self.region_path}:{self.department}"


@dataclass(frozen=True)
class WithdrawItem:
    region_path: str
    code: str
    reason: str


@dataclass(frozen=True)
class ItemWithdrawn:
    region_path: str
    code: str
    reason: str

    @property
    def about(self) -> str:
        return f"item:{self.code}"


__all__ = (
    "CheckPoint",
    "ItemClass",
    "ItemPermission",
    "ItemRow",
    "ItemStatus",
    "ItemWithdrawn",
    "ItemsProposed",
    "ItemsPublished",
    "ProposeItems",
    "PublishItems",
    "WithdrawItem",
)
