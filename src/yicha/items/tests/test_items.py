from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.actions.withdraw_item import withdraw_item
from yicha.items.queries import items_in_force
from yicha.items.testing import item_row, make_items
from yicha.items.types import ItemPermission, ItemRow, ItemsProposed, ProposeItems, PublishItems, Revision, WithdrawItem
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql

pytestmark = pytest.mark.django_db
scenarios("features/items.feature")

CLERK = actor(ItemPermission.PROPOSE, ItemPermission.READ, department="SCJG")
FIRE_CLERK = actor(ItemPermission.PROPOSE, department="XFJY")
STEWARD = actor(ItemPermission.PUBLISH, ItemPermission.WITHDRAW, whole_region=True)
ELSEWHERE = actor(*ItemPermission, region="62/6208", whole_region=True)
TODAY = NOW.date()


def propose(*rows: ItemRow, by: Any = CLERK) -> ItemsProposed:
    return propose_items(by, ProposeItems(REGION, "SCJG", rows), NOW)


@pytest.fixture
def refusal() -> dict[str, Refusal]:
    return {}


@given(parsers.parse("市场监管局提出事项“{code}”"))
def _(code: str) -> None:
    propose(item_row(1, code=code))


@given(parsers.parse("事项“{code}”已经公布，检查类别为“{check_class}”"))
def _(code: str, check_class: str) -> None:
    make_items(item_row(1, code=code, check_class=check_class))


@when(parsers.parse("数据局审定并公布“{code}”"))
def _(code: str) -> None:
    publish_items(STEWARD, PublishItems(REGION, "SCJG", (code,)), NOW)


@when(parsers.parse("市场监管局提出并由数据局公布“{code}”的新版本，检查类别改为“{check_class}”，自2026年12月1日起"))
def _(code: str, check_class: str) -> None:
    revised = item_row(1, code=code, check_class=check_class, valid_from=date(2026, 12, 1))
    propose_items(CLERK, ProposeItems(REGION, "SCJG", (revised,), Revision.AMENDED, "食品安全法修改"), NOW)
    publish_items(STEWARD, PublishItems(REGION, "SCJG", (code,)), NOW)


@when(parsers.parse("消防大队提出市场监管局的事项“{code}”"))
def _(code: str, refusal: dict[str, Refusal]) -> None:
    with pytest.raises(NotPermitted) as said:
        propose(item_row(1, code=code), by=FIRE_CLERK)
    refusal["it"] = said.value


@when(parsers.parse("市场监管局提出没有设定依据的事项“{code}”"))
def _(code: str, refusal: dict[str, Refusal]) -> None:
    with pytest.raises(RuleBroken) as said:
        propose(item_row(1, code=code, legal_basis=""))
    refusal["it"] = said.value


@when(parsers.parse("数据局停用“{code}”"))
def _(code: str) -> None:
    withdraw_item(STEWARD, WithdrawItem(REGION, code, "法律已废止"), NOW)


@then(parsers.parse("今天生效的事项中没有“{code}”"))
def _(code: str) -> None:
    assert code not in items_in_force(CLERK, REGION, TODAY)


@then(parsers.parse("今天生效的事项中有“{code}”"))
def _(code: str) -> None:
    assert items_in_force(CLERK, REGION, TODAY)[code] == item_row(1, code=code)


@then(parsers.parse("2026年{month:d}月{day:d}日“{code}”的检查类别是“{check_class}”"))
def _(month: int, day: int, code: str, check_class: str) -> None:
    assert items_in_force(CLERK, REGION, date(2026, month, day))[code].check_class == check_class


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(clause: str, refusal: dict[str, Refusal]) -> None:
    assert refusal["it"].clause == clause
    assert items_in_force(CLERK, REGION, TODAY) == {}


def test_one_may_ask_for_some_only() -> None:
    make_items(item_row(1), item_row(2), item_row(3))
    assert list(items_in_force(CLERK, REGION, TODAY, ["I003", "I001", "none"])) == ["I001", "I003"]
    assert items_in_force(CLERK, REGION, TODAY, []) == {}


def test_proposing_again_changes_nothing_and_says_so() -> None:
    assert propose(item_row(1), item_row(2)) == ItemsProposed(REGION, "SCJG", 2, 0, 0)
    assert propose(item_row(1), replace(item_row(2), name="改名"), item_row(3)) == ItemsProposed(REGION, "SCJG", 1, 1, 1)
    publish_items(STEWARD, PublishItems(REGION, "SCJG", ("I001",)), NOW)
    assert propose(item_row(1)) == ItemsProposed(REGION, "SCJG", 0, 0, 1)


@pytest.mark.parametrize(
    ("rows", "clause"),
    [
        ((item_row(1), item_row(1)), "YX-2.1"),
        ((replace(item_row(1), department="XFJY"),), "WY-5.2"),
        ((replace(item_row(1), name=""),), "YX-2.3"),
    ],
)
def test_a_wrong_list_is_refused_whole(rows: tuple[ItemRow, ...], clause: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        propose(*rows)
    assert refusal.value.clause == clause


def test_only_what_was_proposed_can_be_published() -> None:
    with pytest.raises(RuleBroken, match="没有待审定"):
        publish_items(STEWARD, PublishItems(REGION, "SCJG", ("I404",)), NOW)


def test_two_versions_are_never_in_force_on_one_day() -> None:
    make_items(item_row(1), item_row(2))
    with pytest.raises(DatabaseError, match="item_one_in_force"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE items_item SET code = 'I001', version = id"), NOW)


def test_another_region_is_told_what_it_is_told_of_nothing() -> None:
    make_items(item_row(1))
    attempts = (
        lambda: propose(item_row(2), by=ELSEWHERE),
        lambda: publish_items(ELSEWHERE, PublishItems(REGION, "SCJG", ("I001",)), NOW),
        lambda: withdraw_item(ELSEWHERE, WithdrawItem(REGION, "I001", "x"), NOW),
        lambda: withdraw_item(STEWARD, WithdrawItem(REGION, "I404", "x"), NOW),
    )
    answers = set()
    for attempt in attempts:
        with pytest.raises(NotFound) as refusal:
            attempt()
        answers.add(str(refusal.value))
    assert len(answers) == 1
    assert items_in_force(ELSEWHERE, REGION, TODAY) == {}
