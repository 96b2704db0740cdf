"""检查场景 of two departments that exist here."""

from datetime import date

from tests.ready.world import Ready, World, do, maker
from yicha.engines.forms import CheckPoint, Ref, words_key
from yicha.items.queries import items_in_force
from yicha.items.types import ItemClass
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.scenes.testing import FIRE, FOOD, TOMORROW, content, scene_items
from yicha.scenes.types import (
    ConfirmSame,
    DropScene,
    Finding,
    ImportScene,
    Offer,
    Package,
    ProposeOffer,
    ProposeScene,
    PublishScene,
    ReviewScene,
    SceneItem,
    SuggestScene,
    TellApart,
    WithdrawScene,
)

OFFERED = SceneItem(
    "SCJG", "预付卡检查", offer=Offer("商贸", "《单用途商业预付卡管理办法》", ItemClass.GENERAL, (CheckPoint("1", "备案"),))
)


def listed() -> None:
    """The items of the scene, once in a county."""
    if not items_in_force(SYSTEM, REGION, NOW.date(), {FOOD.code}):
        scene_items()


@maker
def suggest_scene(world: World) -> Ready:
    findings = (Finding("SCJG-I", "食品安全检查", "SCJG", 9, 4), Finding("XFJY-I", "消防安全检查", "XFJY", 9, 3))
    return Ready(SuggestScene(REGION, "餐饮", date(2026, 1, 1), findings))


@maker
def propose_scene(world: World) -> Ready:
    listed()
    return Ready(ProposeScene(REGION, content(), "投诉多"))


@maker
def import_scene(world: World) -> Ready:
    listed()
    package = Package(content())
    return Ready(ImportScene(REGION, package, package.digest, {"SCJG": "SCJG", "XFJY": "XFJY"}, {0: FOOD.code, 1: FIRE.code}, "借鉴"))


@maker
def review_scene(world: World) -> Ready:
    return Ready(ReviewScene(do("propose_scene", propose_scene(world).command).scene, agrees=True))


@maker
def confirm_same(world: World) -> Ready:
    points = (Ref(FOOD.code, "2", words_key("安全出口畅通")), Ref(FIRE.code, "2", words_key("疏散通道畅通")))
    return Ready(ConfirmSame(review_scene(world).command.scene, points))


@maker
def tell_apart(world: World) -> Ready:
    asked = confirm_same(world).command
    return Ready(TellApart(asked.scene, asked.points))


@maker
def propose_offer(world: World) -> Ready:
    listed()
    offering = content(items=(OFFERED, *content().items))
    return Ready(ProposeOffer(do("propose_scene", ProposeScene(REGION, offering, "试点")).scene, 0, "I-0901"))


@maker
def publish_scene(world: World) -> Ready:
    reviewed = review_scene(world)
    do("review_scene", reviewed.command)
    return Ready(PublishScene(reviewed.command.scene, TOMORROW))


@maker
def withdraw_scene(world: World) -> Ready:
    published = publish_scene(world)
    do("publish_scene", published.command)
    return Ready(WithdrawScene(published.command.scene, "业务调整"))


@maker
def drop_scene(world: World) -> Ready:
    return Ready(DropScene(review_scene(world).command.scene, "已有场景"))
