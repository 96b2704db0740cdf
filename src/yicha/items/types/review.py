"""How an item comes into force and goes out of it: proposed, reviewed, published, withdrawn."""

from dataclasses import dataclass
from enum import StrEnum

from yicha.items.types.rows import ItemRow, MainItemRow, Revision


class ItemPermission(StrEnum):
    READ = "items.item.read"
    PROPOSE = "items.item.propose"
    GIVE_OPINION = "items.item.give_opinion"
    RETURN = "items.item.return"
    PUBLISH = "items.item.publish"
    WITHDRAW = "items.item.withdraw"
    REGISTER_LAW_CHANGE = "items.law_change.register"
    ANSWER_LAW_TASK = "items.law_task.answer"
    LOAD_CATALOGUE = "items.catalogue.load"
    MAP = "items.mapping.decide"


class ItemStance(StrEnum):
    AGREE = "agree"
    ADJUST = "adjust"


@dataclass(frozen=True)
class _OfDepartment:
    region_path: str
    department: str

    @property
    def about(self) -> str:
        return f"items:{self.region_path}:{self.department}"


@dataclass(frozen=True)
class RegisterMainItems:
    region_path: str
    department: str
    rows: tuple[MainItemRow, ...]


@dataclass(frozen=True)
class MainItemsRegistered(_OfDepartment):
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class ProposeItems:
    """`revision` and `because` say why what is in force shall change; a first version needs none."""

    region_path: str
    department: str
    rows: tuple[ItemRow, ...]
    revision: Revision | None = None
    because: str = ""
    law_change: int | None = None  # whose question about new items this answers


@dataclass(frozen=True)
class ItemsProposed(_OfDepartment):
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class GiveItemOpinion:
    """A department's word on what another has proposed."""

    region_path: str
    code: str
    department: str
    stance: ItemStance
    note: str = ""


@dataclass(frozen=True)
class ItemOpinionGiven:
    code: str
    version: int
    department: str
    stance: ItemStance

    @property
    def about(self) -> str:
        return f"item:{self.code}"


@dataclass(frozen=True)
class ReturnItems:
    """退回修改: the department mends and proposes again."""

    region_path: str
    department: str
    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class ItemsReturned(_OfDepartment):
    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class PublishItems:
    """审定并公布: joint review by the data bureau (WS-2.1). `overruled`: why an opinion that asks for changes is not followed."""

    region_path: str
    department: str
    codes: tuple[str, ...]
    overruled: str = ""


@dataclass(frozen=True)
class ItemsPublished(_OfDepartment):
    codes: tuple[str, ...]
    overruled: str = ""


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
