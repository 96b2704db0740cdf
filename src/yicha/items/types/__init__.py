"""What other rooms may see of 监管事项."""

from yicha.items.types.differences import Difference, Differences, PointChange, PointDifference
from yicha.items.types.elements import Doubt, Fault
from yicha.items.types.listing import ItemFilter, ItemVersion, ListedItem, OpinionRow, Standing
from yicha.items.types.points import CheckPoint
from yicha.items.types.review import (
    GiveItemOpinion,
    ItemOpinionGiven,
    ItemPermission,
    ItemsProposed,
    ItemsPublished,
    ItemsReturned,
    ItemStance,
    ItemWithdrawn,
    MainItemsRegistered,
    ProposeItems,
    PublishItems,
    RegisterMainItems,
    ReturnItems,
    WithdrawItem,
)
from yicha.items.types.rows import AuthorityLevel, ItemClass, ItemEntry, ItemRow, ItemStatus, MainItemRow, Partner, Revision

__all__ = (
    "AuthorityLevel",
    "CheckPoint",
    "Difference",
    "Differences",
    "Doubt",
    "Fault",
    "GiveItemOpinion",
    "ItemClass",
    "ItemEntry",
    "ItemFilter",
    "ItemOpinionGiven",
    "ItemPermission",
    "ItemRow",
    "ItemStance",
    "ItemStatus",
    "ItemVersion",
    "ItemWithdrawn",
    "ItemsProposed",
    "ItemsPublished",
    "ItemsReturned",
    "ListedItem",
    "MainItemRow",
    "MainItemsRegistered",
    "OpinionRow",
    "Partner",
    "PointChange",
    "PointDifference",
    "ProposeItems",
    "PublishItems",
    "RegisterMainItems",
    "ReturnItems",
    "Revision",
    "Standing",
    "WithdrawItem",
)
