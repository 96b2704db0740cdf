"""Names: shaped as the registration rules want them, and able to give way when one is taken."""

import re

import pytest

from yicha.demo.county.chance import Chance
from yicha.demo.county.names import _TAKEN, firm_name, person_name, trade_name
from yicha.demo.county.regions import address_in, pick_town
from yicha.demo.county.seeds import Town, places, trades

TRADES = {trade.key: trade for trade in trades()}
TOWNS = {town.name: town for town in places().towns}


def many(form: str, trade: str = "正餐", town: str = "柳溪镇", attempt: int = 0) -> list[str]:
    return [firm_name(Chance(form, n), TRADES[trade], form, TOWNS[town], attempt) for n in range(200)]


def test_trade_names_are_short_various_and_never_taken() -> None:
    found = [trade_name(Chance("字号", n)) for n in range(3000)]
    assert {len(name) for name in found} == {2, 3}
    assert len(set(found)) > 2000
    assert not _TAKEN & set(found)


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("individual", r"青禾县(柳溪)?.{2,3}(餐饮店|饭店|菜馆|家常菜馆|酒楼)(（个体工商户）)?"),
        ("sole", r"青禾县.{2,3}(餐饮店|饭店|菜馆|家常菜馆|酒楼)"),
        ("company", r"(青禾县|澄川市|澄川|云麓).{2,3}餐饮(管理|服务)(有限公司|有限责任公司|股份有限公司)"),
    ],
)
def test_names_have_the_shape_of_their_form(form: str, shape: str) -> None:
    assert [name for name in many(form) if not re.fullmatch(shape, name)] == []


def test_cooperatives_say_so() -> None:
    assert all(name.endswith(("种植专业合作社", "农业机械服务专业合作社")) for name in many("cooperative", "种植合作社"))
    assert all(name.endswith("水产养殖专业合作社") for name in many("cooperative", "水产养殖"))


def test_public_bodies_are_called_by_their_place() -> None:
    assert set(many("public", "医院")) == {"青禾县柳溪镇中心卫生院"}
    assert set(many("public", "村卫生室")) == {f"青禾县柳溪镇{village}村卫生室" for village in ("上柳", "下柳", "溪口", "石桥", "荞麦坪")}


def test_a_taken_public_name_is_counted_on() -> None:
    assert set(many("public", "医院", attempt=8)) == {"青禾县柳溪镇第二中心卫生院"}


def test_people_have_two_to_four_characters() -> None:
    found = [person_name(Chance("人", n)) for n in range(2000)]
    assert {len(name) for name in found} == {2, 3, 4}
    assert len(set(found)) > 1500
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", name) for name in found)


@pytest.mark.parametrize(("rural", "streets"), [(0, 1.0), (100, 0.0), (40, 0.6)])
def test_towns_come_in_the_wanted_share(rural: int, streets: float) -> None:
    found: list[Town] = [pick_town(Chance("镇", rural, n), rural) for n in range(800)]
    assert sum(town.is_street for town in found) / 800 == pytest.approx(streets, abs=0.06)


@pytest.mark.parametrize("town", TOWNS.values(), ids=lambda town: town.name)
def test_addresses_lie_in_their_town(town: Town) -> None:
    start = f"云麓省澄川市青禾县{town.name}"
    roads, villages = "|".join(town.roads), "|".join(town.villages)
    shape = rf"{start}(({roads})\d+号|({villages})\d组\d+号)"
    found = [address_in(Chance("址", n), town) for n in range(60)]
    assert [address for address in found if not re.fullmatch(shape, address)] == []
    assert any("组" in address for address in found) == (town.name.endswith(("镇", "乡")))
