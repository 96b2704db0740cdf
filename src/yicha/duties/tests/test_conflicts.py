"""规则不一致、不衔接: its clause, its pages, its limits."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.actions.give_conflict_opinion import give_conflict_opinion
from yicha.duties.actions.settle_conflict import settle_conflict
from yicha.duties.queries import conflict, conflicts, conflicts_owed
from yicha.duties.testing import make_conflict
from yicha.duties.types import ConflictStatus, GiveConflictOpinion, Provision, SettleConflict
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/conflicts.feature")
CLERK, HEAD, ELSEWHERE = (
    make_actor(Role.DEPARTMENT_CLERK),
    make_actor(Role.DEPARTMENT_HEAD, "XFJY"),
    make_actor(Role.DEPARTMENT_HEAD, "XFJY", region="62/6208/620899"),
)


@dataclass
class Story:
    conflict: int = 0
    refusal: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


@given("市场监管局登记了一处归消防大队处理的规则冲突")
def _(story: Story) -> None:
    story.conflict = make_conflict(CLERK).conflict


@when(parsers.re("“(?P<department>.*)”负责人以“(?P<outcome>.*)”办结，文件“(?P<document>.*)”"))
def _(story: Story, department: str, outcome: str, document: str) -> None:
    head, command = (
        make_actor(Role.DEPARTMENT_HEAD, department),
        SettleConflict(story.conflict, ConflictStatus(outcome), "已研究", document),
    )
    story.refusal = None
    try:
        settle_conflict(head, command, NOW)
    except Refusal as refusal:
        story.refusal = refusal


@then(parsers.parse("处理期限是{day}"))
def _(story: Story, day: str) -> None:
    assert conflict(SYSTEM, story.conflict).settle_by.isoformat() == day


@then(parsers.parse("“{department}”欠处理{count:d}处"))
def _(department: str, count: int) -> None:
    assert len(conflicts_owed(make_actor(Role.DEPARTMENT_HEAD, department))) == count


@then("被拒绝")
def _(story: Story) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == "GX-2.4b"


@then(parsers.parse("结果是“{outcome}”"))
def _(story: Story, outcome: str) -> None:
    assert conflict(SYSTEM, story.conflict).status == outcome


def test_an_opinion_until_it_is_settled() -> None:
    made = make_conflict().conflict
    for words in ("按1.1米", "按0.9米"):
        give_conflict_opinion(CLERK, GiveConflictOpinion(made, "SCJG", words), NOW)
    assert [one.opinion for one in conflict(SYSTEM, made).opinions] == ["按0.9米"]
    settle_conflict(HEAD, SettleConflict(made, ConflictStatus.KEPT, "两者适用范围不同"), NOW)
    with pytest.raises(RuleBroken):
        give_conflict_opinion(CLERK, GiveConflictOpinion(made, "SCJG", "再说一句"), NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"owner": "NONE"},
        {"provisions": (Provision("甲", "一"), Provision("甲", "一"))},
        {"provisions": (Provision("甲", ""), Provision("乙", "二"))},
    ],
)
def test_what_is_no_conflict(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        make_conflict(**wrong)


def test_a_settled_item_is_in_force() -> None:
    made = make_conflict().conflict
    with pytest.raises(RuleBroken, match="没有生效"):
        settle_conflict(HEAD, SettleConflict(made, ConflictStatus.REVISED, "已修订", "文", "NONE"), NOW)
    with pytest.raises(RuleBroken):
        settle_conflict(HEAD, SettleConflict(made, ConflictStatus.OPEN, "重开", "文"), NOW)
    done = settle_conflict(HEAD, SettleConflict(made, ConflictStatus.REVISED, "已修订", "文", "I001"), NOW.replace(year=2027, month=6))
    assert done.late


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE duties_conflict SET owner = ''",
        "UPDATE duties_conflict SET status = 'kept'",
        "UPDATE duties_conflict SET status = 'revised', reason = 'x', closed_at = found_at",
        "DELETE FROM duties_conflict",
    ],
)
def test_the_table_refuses_what_makes_no_sense(attack: str) -> None:
    make_conflict()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


def test_the_pages() -> None:
    client = acting(CLERK)
    said = {"kind": "unconnected", "title": "许可与检查接不上", "first_source": "甲第1条", "first_text": "应当", "owner": "XFJY"}
    said |= {"second_source": "乙第2条", "second_text": "可以", "description": "一个应当一个可以"}
    assert client.get("/duties/conflicts/new/").status_code == 200
    assert client.post("/duties/conflicts/new/", said | {"second_text": ""}).status_code == 422
    assert client.post("/duties/conflicts/new/", said).status_code == 303
    (row,) = conflicts(SYSTEM)
    page = reverse("duties:conflict", args=[row.id])
    assert "许可与检查接不上" in client.get("/duties/conflicts/?status=open").content.decode()
    assert "许可与检查接不上" not in client.get("/duties/conflicts/?status=kept").content.decode()
    assert client.post(f"{page}opinion/", {"opinion": ""}).status_code == 422
    assert client.post(f"{page}opinion/", {"opinion": "应当统一"}).status_code == 303
    assert client.post(f"{page}settle/", {}).status_code == 403
    head = acting(HEAD)
    assert "应当统一" in head.get(page).content.decode()
    assert head.post(f"{page}settle/", {"outcome": "revised", "reason": "已修订"}).status_code == 422
    assert head.post(f"{page}settle/", {"outcome": "kept", "reason": "范围不同"}).status_code == 303
    assert "范围不同" in client.get(page).content.decode()


@pytest.mark.parametrize("name", ["conflict", "opinion", "settle"])
def test_another_region_finds_nothing(name: str) -> None:
    address = reverse(f"duties:{name}", args=[make_conflict().conflict])
    client = acting(ELSEWHERE)
    assert (client.get(address) if name == "conflict" else client.post(address, {"opinion": "x"})).status_code == 404
