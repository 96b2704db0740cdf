"""The clauses of scenes as scenarios, and what the database holds by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.forms import CheckPoint, Ref, refs_of, words_key
from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.actions.withdraw_item import withdraw_item
from yicha.items.types import ItemClass, ProposeItems, PublishItems, Revision, WithdrawItem
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, Refusal
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.scenes.actions.confirm_same import confirm_same
from yicha.scenes.actions.drop_scene import drop_scene
from yicha.scenes.actions.import_scene import import_scene
from yicha.scenes.actions.propose_scene import propose_scene
from yicha.scenes.actions.publish_scene import publish_scene
from yicha.scenes.actions.review_scene import review_scene
from yicha.scenes.actions.suggest_scene import suggest_scene
from yicha.scenes.actions.tell_apart import tell_apart
from yicha.scenes.actions.withdraw_scene import withdraw_scene
from yicha.scenes.queries import confirmed_same, form_of, form_with, handbook_of, scene, scenes_in_force
from yicha.scenes.testing import FIRE, FOOD, TOMORROW, content, make_scene, proposed_scene, scene_items
from yicha.scenes.types import (
    ConfirmSame,
    DropScene,
    Finding,
    Handbook,
    ImportScene,
    Member,
    Offer,
    Origin,
    Package,
    ProposeScene,
    PublishScene,
    ReviewScene,
    SceneContent,
    SceneItem,
    ScenePermission,
    SceneRow,
    SceneRules,
    SuggestScene,
    TellApart,
    WithdrawScene,
)

pytestmark = pytest.mark.django_db
scenarios("features/scenes.feature")

TODAY = NOW.date()
COORDINATOR, JUSTICE = make_actor(Role.COORDINATOR), make_actor(Role.LEGAL_SUPERVISOR)
CLERK, FIRE_CLERK = make_actor(Role.DEPARTMENT_CLERK, "SCJG"), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
PACKAGE = Package(
    SceneContent(
        name="成品油零售综合查一次",
        lead="商务",
        members=(Member("商务", "牵头"), Member("应急管理", "安全生产")),
        scope_query="TRUE",
        items=(
            SceneItem("商务", "成品油零售检查", offer=Offer("商贸", "《成品油流通管理办法》", ItemClass.KEY, (CheckPoint("1", "台账"),))),
            SceneItem("应急管理", "加油站安全检查", offer=Offer("安全", "《安全生产法》", ItemClass.KEY, (CheckPoint("1", "许可证"),))),
        ),
        rules=replace(content().rules),
    ),
    (Origin("青禾县", "CJ001", 2, "0" * 64),),
)


@dataclass
class Story:
    pk: int = 0
    refusal: Refusal | None = None
    books: list[Handbook] = field(default_factory=list)

    def do(self, use_case: Callable[..., Any], who: Any, command: Any) -> None:
        """The database as it was, if it is refused: as every request finds it."""
        try:
            with transaction.atomic():
                self.pk = use_case(who, command, NOW).scene
        except Refusal as refusal:
            self.refusal = refusal

    @property
    def row(self) -> SceneRow:
        return scene(SYSTEM, self.pk)


@pytest.fixture
def story() -> Story:
    return Story()


def same_points() -> tuple[Ref, ...]:
    return (Ref(FOOD.code, "2", words_key("安全出口畅通")), Ref(FIRE.code, "2", words_key("疏散通道畅通")))


@given("市场监管局和消防大队各有一个已公布的事项")
def _() -> None:
    scene_items()


@given("市场监管局已提出餐饮场景")
@when("市场监管局提出餐饮场景")
def _(story: Story) -> None:
    story.do(propose_scene, CLERK, ProposeScene(REGION, content(), "投诉多"))


@when("消防大队提出由市场监管局牵头的场景")
def _(story: Story) -> None:
    story.do(propose_scene, FIRE_CLERK, ProposeScene(REGION, content(), "投诉多"))


@when("市场监管局提出没有分工的餐饮场景")
def _(story: Story) -> None:
    bare = content(members=(Member("SCJG"), Member("XFJY")))
    story.do(propose_scene, CLERK, ProposeScene(REGION, bare, "投诉多"))


@when("市场监管局提出没有会商、通报机制的餐饮场景")
def _(story: Story) -> None:
    story.do(propose_scene, CLERK, ProposeScene(REGION, content(rules=SceneRules(flow=("联合入企",))), "投诉多"))


@when("消防大队把“疏散通道畅通”改为“疏散通道畅通，没有堆物”，自12月1日起")
def _() -> None:
    points = (FIRE.check_points[0], CheckPoint("2", "疏散通道畅通，没有堆物"))
    row = replace(FIRE, check_points=points, valid_from=date(2026, 12, 1))
    propose_items(SYSTEM, ProposeItems(REGION, "XFJY", (row,), revision=Revision.AMENDED, because="消防法修订"), NOW)
    publish_items(SYSTEM, PublishItems(REGION, "XFJY", (FIRE.code,)), NOW)


@then(parsers.parse("{day}的手册问 {count:d} 问，写着“{words}”"))
def _(story: Story, day: str, count: int, words: str) -> None:
    book = handbook_of(story.row, TOMORROW if day == "明天" else date(2026, 12, 1))
    assert len(book.questions) == count
    assert words in [one.content for one in book.questions]
    story.books.append(book)


@then("两份手册的指纹不同")
def _(story: Story) -> None:
    first, second = story.books
    assert first.digest != second.digest


@when("市场监管局提出只有本部门的场景")
def _(story: Story) -> None:
    story.do(propose_scene, CLERK, ProposeScene(REGION, content(FOOD), "投诉多"))


@when("市场监管局改后再提出")
def _(story: Story) -> None:
    story.do(propose_scene, CLERK, ProposeScene(REGION, content(name="餐饮一次查"), "已补依据", story.pk))


@when("市场监管局提出餐饮场景的新版本，自12月1日起施行")
def _(story: Story) -> None:
    story.do(propose_scene, CLERK, ProposeScene(REGION, content(), "增加事项", revises=story.row.code))
    story.do(review_scene, JUSTICE, ReviewScene(story.pk, agrees=True))
    story.do(publish_scene, COORDINATOR, PublishScene(story.pk, date(2026, 12, 1)))


@given("餐饮场景自明天起施行")
def _(story: Story) -> None:
    story.pk = make_scene().id


@given("司法局已审核同意")
@when("司法局审核同意")
def _(story: Story) -> None:
    story.do(review_scene, JUSTICE, ReviewScene(story.pk, agrees=True))


@when("司法局退回，没有写原因")
def _(story: Story) -> None:
    story.do(review_scene, JUSTICE, ReviewScene(story.pk, agrees=False))


@when(parsers.parse("司法局退回，原因是“{note}”"))
def _(story: Story, note: str) -> None:
    story.do(review_scene, JUSTICE, ReviewScene(story.pk, agrees=False, note=note))


@when("联席办公布，自明天起施行")
def _(story: Story) -> None:
    story.do(publish_scene, COORDINATOR, PublishScene(story.pk, TOMORROW))


@when("联席办公布，自今天起施行")
def _(story: Story) -> None:
    story.do(publish_scene, COORDINATOR, PublishScene(story.pk, TODAY))


@when("消防大队的事项停用")
def _() -> None:
    withdraw_item(SYSTEM, WithdrawItem(REGION, FIRE.code, "法律已废止"), NOW)


@given("市场监管局已确认“安全出口畅通”和“疏散通道畅通”是同一问")
@when("市场监管局确认“安全出口畅通”和“疏散通道畅通”是同一问")
def _(story: Story) -> None:
    story.do(confirm_same, CLERK, ConfirmSame(story.pk, same_points()))


@when("市场监管局说“安全出口畅通”和“疏散通道畅通”不是同一问")
def _(story: Story) -> None:
    story.do(tell_apart, CLERK, TellApart(story.pk, same_points()))


@then("这两问记着不是同一问")
def _(story: Story) -> None:
    assert story.row.apart == (frozenset(same_points()),)


@when("市场监管局把它们分开")
def _(story: Story) -> None:
    story.do(tell_apart, CLERK, TellApart(story.pk, same_points()))


@when(parsers.parse("联席办停用第2版，原因是“{reason}”"))
def _(story: Story, reason: str) -> None:
    story.do(withdraw_scene, COORDINATOR, WithdrawScene(story.pk, reason))


@when("联席办从问题最多的事项提出场景建议")
def _(story: Story) -> None:
    findings = (Finding(FOOD.code, FOOD.name, "SCJG", 40, 9), Finding(FIRE.code, FIRE.name, "XFJY", 31, 8))
    story.do(suggest_scene, COORDINATOR, SuggestScene(REGION, "餐饮", date(2026, 1, 1), findings))


@when(parsers.parse("联席办不采纳，原因是“{reason}”"))
def _(story: Story, reason: str) -> None:
    story.do(drop_scene, COORDINATOR, DropScene(story.pk, reason))


@when("联席办导入被改过的场景包")
def _(story: Story) -> None:
    changed = replace(PACKAGE, content=replace(PACKAGE.content, name="另一个名字"))
    places = {"商务": "SCJG", "应急管理": "XFJY"}
    story.do(import_scene, COORDINATOR, ImportScene(REGION, changed, PACKAGE.digest, places, {}, "借鉴"))


@when("联席办导入“成品油”场景包，职能对应到本地部门")
def _(story: Story) -> None:
    places = {"商务": "SCJG", "应急管理": "XFJY"}
    story.do(import_scene, COORDINATOR, ImportScene(REGION, PACKAGE, PACKAGE.digest, places, {}, "借鉴"))


@then(parsers.parse("场景的状态是“{status}”"))
def _(story: Story, status: str) -> None:
    assert story.row.status == status


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    story.refusal = None


@then("今天没有生效的场景")
def _() -> None:
    assert scenes_in_force(SYSTEM, REGION, TODAY) == ()


@then(parsers.parse("明天生效的场景是“{name}”"))
def _(name: str) -> None:
    assert [row.content.name for row in scenes_in_force(SYSTEM, REGION, TOMORROW)] == [name]


@then(parsers.parse("检查单有 {merged:d} 问，各部门单独要问 {alone:d} 问"))
def _(story: Story, merged: int, alone: int) -> None:
    form = form_of(SYSTEM, story.row, TODAY)
    assert (len(form.questions), form.alone, story.refusal) == (merged, alone, None)


@then("明天的检查按同一问合并，今天的不变")
def _() -> None:
    assert confirmed_same(SYSTEM, REGION, [TODAY, TOMORROW]) == {TODAY: (), TOMORROW: (frozenset(same_points()),)}


@then(parsers.parse("{month:d}月{day:d}日生效的是第{version:d}版"))
def _(month: int, day: int, version: int) -> None:
    assert [row.version for row in scenes_in_force(SYSTEM, REGION, date(2026, month, day))] == [version]


@then(parsers.parse("{month:d}月{day:d}日没有生效的场景"))
def _(month: int, day: int) -> None:
    assert scenes_in_force(SYSTEM, REGION, date(2026, month, day)) == ()


@then("场景记着它从哪里来")
def _(story: Story) -> None:
    assert [(one.region, one.version) for one in story.row.origins] == [("青禾县", 2)]


def test_likeness_is_suggested_until_somebody_says_no_and_again_when_a_point_is_reworded() -> None:
    scene_items()
    row = replace(proposed_scene(), content=like("安全出口保持畅通", "安全出口畅通"))
    assert row.apart == ()
    ((one, other),) = form_with(row, {}).suspects
    apart = (refs_of((*one.asked, *other.asked)),)
    assert form_with(replace(row, apart=apart), {}).suspects == ()
    reworded = replace(row, apart=apart, content=like("安全出口应畅通", "安全出口畅通"))
    assert len(form_with(reworded, {}).suspects) == 1


def like(one: str, other: str) -> SceneContent:
    """Two departments, one point each."""
    asked = [("SCJG", one), ("XFJY", other)]
    offers = [(owner, Offer("消防", "《消防法》", ItemClass.KEY, (CheckPoint("1", words),))) for owner, words in asked]
    return replace(content(), items=tuple(SceneItem(owner, f"{owner}检查", offer=offer) for owner, offer in offers))


def test_two_versions_are_never_both_in_force() -> None:
    scene_items()
    row = make_scene()
    copy = """INSERT INTO scenes_scene (region_path, code, version, name, status, content, same, apart, reason, findings, since,
        origins, review_note, ended_because, valid, changed_at) SELECT region_path, code, version + 1, name, status, content, same, apart,
        reason, findings, since, origins, review_note, ended_because, valid, changed_at FROM scenes_scene WHERE id = %s"""
    with pytest.raises(DatabaseError, match="scene_one_in_force"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(copy, (row.id,)), NOW)


def test_a_scene_of_another_region_is_not_there() -> None:
    scene_items()
    row = proposed_scene()
    elsewhere = actor(*ScenePermission, region="62/6208", whole_region=True)
    with pytest.raises(NotFound):
        scene(elsewhere, row.id)
    with pytest.raises(NotFound):
        review_scene(elsewhere, ReviewScene(row.id, agrees=True), NOW)
    with pytest.raises(NotFound):
        propose_scene(elsewhere, ProposeScene(REGION, content(), "借用"), NOW)
    assert scenes_in_force(elsewhere, REGION, TODAY + timedelta(days=9)) == ()


def test_a_department_cannot_take_over_what_another_leads() -> None:
    scene_items()
    row = proposed_scene()
    story = Story()
    story.do(propose_scene, FIRE_CLERK, ProposeScene(REGION, content(lead="XFJY"), "我来牵头", row.id))
    assert story.refusal is not None
    assert story.refusal.clause == "LYG-4.1"
