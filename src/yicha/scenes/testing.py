"""Makers for the tests of other rooms."""

from dataclasses import replace
from datetime import date
from typing import Any

from yicha.items.testing import item_row, make_items
from yicha.items.types import CheckPoint, ItemRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, made_once
from yicha.scenes.actions.propose_scene import propose_scene
from yicha.scenes.actions.publish_scene import publish_scene
from yicha.scenes.actions.review_scene import review_scene
from yicha.scenes.queries import scene
from yicha.scenes.types import (
    Member,
    ProposeScene,
    PublishScene,
    ReviewScene,
    SceneContent,
    SceneItem,
    SceneRow,
    SceneRules,
)

TOMORROW = date(2026, 11, 21)
RULES = SceneRules(flow=("联合入企", "合并检查", "分别处置"), consultation="每季度会商", circulation="按月通报")
FOOD = item_row(71, department="SCJG", name="食品经营检查", check_points=(CheckPoint("1", "证照齐全"), CheckPoint("2", "安全出口畅通")))
FIRE = item_row(72, department="XFJY", name="消防安全检查", check_points=(CheckPoint("1", "证照齐全"), CheckPoint("2", "疏散通道畅通")))


@made_once
def scene_items() -> tuple[ItemRow, ...]:
    """Two departments' items, in force."""
    return make_items(FOOD, FIRE)


def content(*items: ItemRow, **values: Any) -> SceneContent:
    rows = items or (FOOD, FIRE)
    plain = SceneContent(
        name="餐饮单位综合查一次",
        lead=rows[0].department,
        members=tuple(Member(row.department, "检查本部门事项") for row in rows),
        scope_query="TRUE",
        items=tuple(SceneItem(row.department, row.name, row.code) for row in rows),
        rules=RULES,
    )
    return replace(plain, **values)


def proposed_scene(**values: Any) -> SceneRow:
    event = propose_scene(SYSTEM, ProposeScene(REGION, content(**values), "投诉多"), NOW)
    return scene(SYSTEM, event.scene)


@made_once
def make_scene(valid_from: date = TOMORROW, **values: Any) -> SceneRow:
    """In force from tomorrow."""
    row = proposed_scene(**values)
    review_scene(SYSTEM, ReviewScene(row.id, agrees=True), NOW)
    publish_scene(SYSTEM, PublishScene(row.id, valid_from), NOW)
    return scene(SYSTEM, row.id)
