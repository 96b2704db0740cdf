from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.tables import (
    DAY,
    FLAG,
    LAST_DAY,
    NAME,
    PERIOD,
    PERIODS,
    TEXT,
    Flaw,
    Kind,
    choice,
    clean,
    decimal,
    integer,
    items,
    read_day,
)
from yicha.kernel.tables.cells import FOREVER

DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))
FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in "0123456789ABCZabcz"}


def flaw_of(kind: Kind, text: str) -> str:
    with pytest.raises(Flaw) as caught:
        kind.parse(text)
    return caught.value.code


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-3-5", date(2024, 3, 5)),
        ("2024/3/5", date(2024, 3, 5)),
        ("2024.3.5", date(2024, 3, 5)),
        ("2024年3月5日", date(2024, 3, 5)),
        ("2024 年 3 月 5 日", None),
        ("2024年3月5", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("２０２４年３月５日", date(2024, 3, 5)),
        (" 2024-03-05\u3000", date(2024, 3, 5)),
        ("2024-03-05 00:00:00", date(2024, 3, 5)),
        ("2024-03-05T09:30:00Z", date(2024, 3, 5)),
        ("二〇二四年三月五日", date(2024, 3, 5)),
        ("二零二四年十月十一日", date(2024, 10, 11)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二四年一月二十日", date(2024, 1, 20)),
        ("44927", date(2023, 1, 1)),
        ("44927.5", date(2023, 1, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2024/2/30", None),
        ("2023-02-29", None),
        ("2009.13.01", None),
        ("0000-00-00", None),
        ("1999-02-30", None),
        ("2110-05-01", None),
        ("1799-12-31", None),
        ("二〇二四年十三月五日", None),
        ("二〇二四年二月三十日", None),
        ("不详", None),
        ("2024", None),
        ("2024-03", None),
        ("2024年3月", None),
        ("24-3-5", None),
        ("99999", None),
        ("1e9", None),
        ("2024-03-05至2024-03-06", None),
    ],
)
def test_days(written: str, expected: date | None) -> None:
    if expected is None:
        assert flaw_of(DAY, written) == "bad_date"
    else:
        assert DAY.parse(written) == expected


@given(DAYS)
def test_a_day_survives_every_way_of_writing(day: date) -> None:
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    ten = "一二三四五六七八九"

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else ten[tens - 1] + "十") + ("" if ones == 0 else ten[ones - 1])

    written = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        day.strftime("%Y%m%d") if day.year >= 1000 else day.isoformat(),
        f"{str(day.year).translate(digits)}年{small(day.month)}月{small(day.day)}日",
    ]
    assert {read_day(text) for text in written} == {day}
    assert DAY.show(day) == day.isoformat()


@given(st.dates(date(1927, 5, 19), date(2099, 12, 31)))
def test_serial_numbers(day: date) -> None:
    assert read_day(str((day - date(1899, 12, 30)).days)) == day


def test_the_latest_day_may_be_set() -> None:
    assert read_day("2026-01-01", date(2026, 1, 1)) == date(2026, 1, 1)
    with pytest.raises(Flaw):
        read_day("2026-01-02", date(2026, 1, 1))


@pytest.mark.parametrize("text", ["长期", "长期有效", " 永久 ", "9999-09-09", "9999-12-31"])
def test_certificates_may_have_no_end(text: str) -> None:
    assert LAST_DAY.parse(text) == FOREVER
    assert LAST_DAY.parse(LAST_DAY.show(FOREVER)) == FOREVER
    assert flaw_of(DAY, text) == "bad_date"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-01/2026-06-30", (date(2026, 4, 1), date(2026, 6, 30))),
        ("2026/4/1-2026/6/30", (date(2026, 4, 1), date(2026, 6, 30))),
        ("2026年4月1日至2026年6月30日", (date(2026, 4, 1), date(2026, 6, 30))),
        ("2026.4.1 — 2026.6.30", (date(2026, 4, 1), date(2026, 6, 30))),
        ("2026-04-01", (date(2026, 4, 1), date(2026, 4, 1))),
        ("2026-06-30/2026-04-01", None),
        ("2026-04-01/2026-05-01/2026-06-01", None),
        ("4月至6月", None),
        ("2026-04-01起2026-06-30", None),
        ("2026-04-31/2026-06-30", None),
        ("第二季度", None),
    ],
)
def test_periods(text: str, expected: tuple[date, date] | None) -> None:
    if expected is None:
        assert flaw_of(PERIOD, text) == "bad_date"
    else:
        assert PERIOD.parse(text) == expected


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=4))
def test_periods_survive_writing(spans: list[tuple[date, int]]) -> None:
    periods = tuple(sorted((first, min(first + timedelta(days), date(2099, 12, 31))) for first, days in spans))
    assert PERIODS.parse(PERIODS.show(periods)) == periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\u200b乙\ufeff丙", "甲乙丙"),
        ("甲\n乙", "甲 乙"),
        ("  甲\u3000 乙\xa0", "甲 乙"),
        ("ＡＢ１２ｃ", "AB12c"),
        ("（甲）：乙；", "（甲）：乙；"),
        ("a\x00b\x07c", "abc"),
        ("\u202e甲\u2066乙", "甲乙"),
        ("㐂𠮷", "㐂𠮷"),
        ("\ud800甲", "甲"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_cleaning(text: str, expected: str) -> None:
    assert clean(text) == TEXT.parse(text) == expected


@given(st.text(max_size=20))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert NAME.parse(NAME.parse(text)) == NAME.parse(text)


def test_names_lose_blanks_only_beside_chinese() -> None:
    assert NAME.parse("好味道\n餐饮 有限公司 ") == "好味道餐饮有限公司"
    assert NAME.parse("KFC  Good Food 店") == "KFC Good Food店"
    assert TEXT.parse("许可项目：无 一般项目：零售") == "许可项目：无 一般项目：零售"


@pytest.mark.parametrize(
    ("text", "expected"), [("5", 5), ("5.0", 5), ("５", 5), (" 0 ", 0), ("-1", None), ("5.5", None), ("11", None), ("五", None)]
)
def test_integers(text: str, expected: int | None) -> None:
    kind = integer(0, 10)
    if expected is None:
        assert flaw_of(kind, text) == "bad_number"
    else:
        assert kind.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("112.5", "112.5"),
        ("1.125E2", "112.5"),
        ("-0.10", "-0.10"),
        ("180", "180"),
        ("180.1", None),
        ("112,5", None),
        ("NaN", None),
        ("1E99", None),
    ],
)
def test_decimals(text: str, expected: str | None) -> None:
    kind = decimal(-180, 180)
    if expected is None:
        assert flaw_of(kind, text) == "bad_number"
    else:
        assert kind.parse(text) == Decimal(expected)
        assert kind.parse(kind.show(kind.parse(text))) == Decimal(expected)


def test_choices_name_the_list() -> None:
    kind = choice({"随机": "random", "名单": "list", "random": "random"})
    assert [kind.parse(text) for text in ("随机", " 名单", "RANDOM")] == ["random", "list", "random"]
    assert kind.offers == ("随机", "名单")
    assert kind.show("random") == "随机"
    with pytest.raises(Flaw, match="可填：随机、名单"):
        kind.parse("抽签")


@pytest.mark.parametrize(
    ("text", "expected"), [("是", True), ("Y", True), ("true", True), ("1", True), ("否", False), ("no", False), ("0", False)]
)
def test_flags(text: str, expected: bool) -> None:
    assert FLAG.parse(text) is expected
    assert FLAG.parse(FLAG.show(expected)) is expected


def test_flags_refuse_what_is_neither() -> None:
    assert flaw_of(FLAG, "也许") == "unknown_code"


def test_lists_hold_each_item_once() -> None:
    assert items().parse("餐饮; 学校周边；餐饮\n 危化;;") == ("餐饮", "学校周边", "危化")
    assert flaw_of(items(3), "餐饮;学校周边") == "too_long"


@pytest.mark.parametrize(
    "parse", [kind.parse for kind in (DAY, LAST_DAY, PERIOD, PERIODS, FLAG, TEXT, NAME, integer(), decimal(0, 9), items())]
)
@given(text=st.text(min_size=1, max_size=20) | st.text(alphabet="0123456789-/.年月日;；E 至", min_size=1, max_size=20))
def test_any_cell_gives_a_value_or_a_flaw(parse: Callable[[str], Any], text: str) -> None:
    try:
        parse(text)
    except Flaw as flaw:
        assert flaw.message  # noqa: PT017 either is right
