from datetime import date
from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION, actor
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.queries import norm
from yicha.norms.types import LoadNorms, NormCode, NormPermission, NormRow, NormUnit, Tag

pytestmark = pytest.mark.django_db
scenarios("features/norms.feature")

PLACES = {"全国": "", "青禾县": REGION, "邻县": "62/6207/620798"}
NAMES = {"计划外检查报备": NormCode.UNPLANNED_FILING}


def load(by: Actor, place: str, name: str, amount: int, since: date) -> None:
    row = NormRow(NAMES[name], NormUnit.NATURAL_DAY, "测试", Tag.READ, since, amount=Decimal(amount), region_path=PLACES[place])
    load_norms(by, LoadNorms((row,)), NOW)


@pytest.fixture
def refused() -> list[Refusal]:
    return []


@given(parsers.parse("{place}“{name}”为{amount:d}日，自{year:d}年{month:d}月{day:d}日起"))
def _(place: str, name: str, amount: int, year: int, month: int, day: int) -> None:  # noqa: PLR0913, PLR0917 -- words of the sentence
    load(SYSTEM, place, name, amount, date(year, month, day))


@when(parsers.parse("系统管理员导入{place}“{name}”为{amount:d}日，自{year:d}年{month:d}月{day:d}日起"))
def _(place: str, name: str, amount: int, year: int, month: int, day: int, refused: list[Refusal]) -> None:  # noqa: PLR0913, PLR0917 -- as above
    try:
        load(actor(NormPermission.LOAD), place, name, amount, date(year, month, day))
    except Refusal as refusal:
        refused.append(refusal)


@then(parsers.parse("{year:d}年{month:d}月{day:d}日，在{place}“{name}”是{amount:d}日"))
def _(year: int, month: int, day: int, place: str, name: str, amount: int) -> None:  # noqa: PLR0913, PLR0917 -- as above
    assert norm(NAMES[name], PLACES[place], date(year, month, day)).whole == amount


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(clause: str, refused: list[Refusal]) -> None:
    assert [clause in refusal.clause for refusal in refused] == [True]
