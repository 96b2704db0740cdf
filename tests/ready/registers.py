"""Items."""

from tests.ready.world import Ready, World, do, maker
from yicha.items.testing import item_row
from yicha.items.types import (
    GiveItemOpinion,
    ItemStance,
    MainItemRow,
    ProposeItems,
    PublishItems,
    RegisterMainItems,
    ReturnItems,
    WithdrawItem,
)
from yicha.kernel.testing import REGION


@maker
def propose_items(world: World) -> Ready:
    return Ready(ProposeItems(REGION, "SCJG", (item_row(5),)))


@maker
def register_main_items(world: World) -> Ready:
    return Ready(RegisterMainItems(REGION, "SCJG", (MainItemRow("62079901010000", "食品经营监督检查", "SCJG"),)))


@maker
def give_item_opinion(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(GiveItemOpinion(REGION, "I005", "XFJY", ItemStance.AGREE), department="XFJY")


@maker
def return_items(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(ReturnItems(REGION, "SCJG", ("I005",), "依据写到条"))


@maker
def publish_items(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(PublishItems(REGION, "SCJG", ("I005",)))


@maker
def withdraw_item(world: World) -> Ready:
    return Ready(WithdrawItem(REGION, "SCJG-I", "法律已废止"))
