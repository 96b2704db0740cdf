"""The seeds name each other rightly: a typing error in a table is found here and not on a screen."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from yicha.demo.county.firms import _FORMS, _QUIET_SHARE
from yicha.demo.county.plans import _RATIOS
from yicha.demo.county.seeds import DepartmentSeed, ItemSeed, LineSeed, Trade, departments, offices, places, pools, seasons, trades
from yicha.kernel.tables import parse_ratio
from yicha.orgs.types import DepartmentKind

# GB/T 4754-2017: the last division of each section.
SECTIONS = {"A": 5, "B": 12, "C": 43, "D": 46, "E": 50, "F": 52, "G": 60, "H": 62, "I": 65, "J": 69, "K": 70, "L": 72, "M": 75, "N": 79}
SECTIONS |= {"O": 82, "P": 83, "Q": 85, "R": 90}
TAGS = {tag for trade in trades() for tag in (*trade.tags, *trade.sometimes, *trade.site_tags)}
LINES = [(department, item, line) for department in departments() for item in department.items for line in item.lines]


def names(line: tuple[DepartmentSeed, ItemSeed, LineSeed]) -> str:
    return f"{line[0].short}-{line[1].name}-{line[2].pool}"


@pytest.mark.parametrize("trade", trades(), ids=lambda trade: trade.key)
def test_a_trade_is_whole(trade: Trade) -> None:
    section, division = trade.industry[0], int(trade.industry[1:3])
    below = [last for letter, last in SECTIONS.items() if letter < section]
    assert max(below, default=0) < division <= SECTIONS[section]
    assert trade.forms.keys() <= _FORMS.keys()
    assert sum(trade.forms.values()) == 100
    assert all(0 <= share <= 100 for share in (trade.rural, trade.sites, trade.bare, *trade.sometimes.values()))
    assert not set(trade.tags) & trade.sometimes.keys()
    assert trade.quiet in {"", *seasons()}
    assert bool(trade.sites) == bool(trade.site)
    assert trade.general


def test_trades_are_named_once() -> None:
    assert [key for key, times in Counter(trade.key for trade in trades()).items() if times > 1] == []


def test_every_season_has_a_share() -> None:
    assert _QUIET_SHARE.keys() == seasons().keys()


def tags_asked() -> Iterator[str]:
    for pool in pools().values():
        yield from pool.tags
        yield from re.findall(r"has_tag\('(.*?)'\)", pool.where)


def test_pools_ask_for_tags_that_somebody_carries() -> None:
    assert set(tags_asked()) - TAGS == set()


def test_a_pool_says_whom_it_means_in_one_way() -> None:
    for name, pool in pools().items():
        assert bool(pool.tags) != bool(pool.where), name
        assert pool.words or pool.where == "TRUE", name
        assert not re.search(r"['%_]", "".join([*pool.words, *pool.but])), name


def test_every_pool_is_used() -> None:
    assert {line.pool for _, _, line in LINES} == set(pools())


@pytest.mark.parametrize("entry", LINES, ids=names)
def test_a_line_fits_its_department(entry: tuple[DepartmentSeed, ItemSeed, LineSeed]) -> None:
    department, _, line = entry
    assert set(line.skills) <= department.skills.keys()
    assert (line.selection == "random") == bool(line.ratio)
    assert (line.selection == "list") == bool(line.count)
    assert line.mergeable or line.reason
    assert 15 <= line.minutes <= 180
    if line.ratio:
        parse_ratio(_RATIOS.get(line.ratio, line.ratio))


def test_one_line_of_a_class_asks_one_pool_once() -> None:
    """Two lines of one department with equal class and pool would draw the same firms for the same check."""
    asked = Counter((department.number, line.check_class or item.check_class, line.pool) for department, item, line in LINES)
    assert [key for key, times in asked.items() if times > 1] == []


def test_departments_are_numbered_and_staffed() -> None:
    assert [department.number for department in departments()] == [f"{number:02d}" for number in range(1, 16)]
    assert all(department.staff >= 8 for department in departments())


def test_offices_know_their_towns() -> None:
    codes = {town.code for town in places().towns}
    assert all(set(office.towns) <= codes for office in offices())
    assert {DepartmentKind(office.kind) for office in offices()} == set(DepartmentKind) - {
        DepartmentKind.DEPARTMENT,
        DepartmentKind.TOWN_GOVERNMENT,
    }
    zones = [town for office in offices() if office.kind == "zone" for town in office.towns]
    assert sorted(zones) == sorted(codes - {"400"})


def test_towns_have_short_names_of_their_own() -> None:
    assert len({town.short for town in places().towns}) == len(places().towns)
    assert [town.short for town in places().towns if town.name.endswith(("开发区", "乡"))] == ["云塬", "雁汀", "开发区"]
