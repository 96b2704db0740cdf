from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import Exit, Refusal, RuleBroken
from yicha.kernel.testing import actor
from yicha.norms.rules import (
    by_key,
    in_force,
    regions_above,
    require_calendar,
    require_one_at_a_time,
    require_own_place,
    require_past_kept,
    require_sound,
    revision,
)
from yicha.norms.tests import naive
from yicha.norms.tests.made import PLACES, periods, row
from yicha.norms.types import DayRow, NormRow, NormsInForce, NormUnit, YearRow

TODAY = date(2026, 1, 20)


def day(number: int) -> date:
    return date(2026, 1, number)


def refusal(attempt: Callable[[], None]) -> tuple[str, str]:
    """What is said and under which clause; it must be refused."""
    with pytest.raises(Refusal) as caught:
        attempt()
    return caught.value.message, caught.value.clause


def applied(known: list[NormRow], wanted: list[NormRow], today: date = TODAY, *, above: bool = False) -> list[NormRow]:
    """What the database holds after a revision."""
    made = revision(known, wanted, today, above=above)
    gone = {each.since for each in (*made.withdrawn, *made.ended)}
    return sorted([*(each for each in known if each.since not in gone), *made.ended, *made.added], key=lambda each: each.since)


class TestRevision:
    """Known: 5 since the 1st, open. Today is the 20th."""

    KNOWN = (row(amount=5, since=day(1)),)

    @pytest.mark.parametrize(
        ("wanted", "after"),
        [
            # the same
            ([row(amount=5, since=day(1))], [(5, 1, None)]),
            # another amount from a coming day: the old one is closed on the day before
            ([row(amount=6, since=day(25))], [(5, 1, 24), (6, 25, None)]),
            ([row(amount=5, since=day(1), until=day(24)), row(amount=6, since=day(25))], [(5, 1, 24), (6, 25, None)]),
            # from today, and from a day that is over: the past stays
            ([row(amount=6, since=day(20))], [(5, 1, 19), (6, 20, None)]),
            ([row(amount=6, since=day(1))], [(5, 1, 19), (6, 20, None)]),
            # for some days only
            ([row(amount=6, since=day(25), until=day(27)), row(amount=5, since=day(28))], [(5, 1, 24), (6, 25, 27), (5, 28, None)]),
            # an end
            ([row(amount=5, since=day(1), until=day(31))], [(5, 1, 31)]),
            ([row(amount=5, since=day(1), until=day(10))], [(5, 1, 19)]),
            ([row(amount=5, since=day(1), until=day(19))], [(5, 1, 19)]),
            ([row(amount=6, since=day(1), until=day(19))], [(5, 1, 19)]),
            # another basis is another word, too
            ([row(amount=5, since=day(25), basis="新法")], [(5, 1, 24), (5, 25, None)]),
        ],
    )
    @pytest.mark.clause("WS-2.3")
    def test_what_a_file_changes(self, wanted: list[NormRow], after: list[tuple[int, int, int | None]]) -> None:
        found = applied([*self.KNOWN], wanted)
        assert [(each.whole, each.since.day, each.until.day if each.until else None) for each in found] == after

    def test_a_norm_that_was_not_known_comes_with_its_past(self) -> None:
        wanted = [row(amount=45, since=day(1), until=day(14)), row(amount=60, since=day(15))]
        assert applied([], wanted) == wanted

    def test_a_coming_change_can_be_taken_back(self) -> None:
        known = [row(amount=5, since=day(1), until=day(24)), row(amount=6, since=day(25))]
        made = revision(known, [row(amount=5, since=day(1))], TODAY)
        assert (made.withdrawn, made.ended, made.added) == ((known[1],), (row(amount=5, since=day(1)),), ())

    def test_what_was_to_begin_today_can_still_be_put_off(self) -> None:
        known = [row(amount=5, since=day(1), until=day(19)), row(amount=6, since=TODAY)]
        later = [row(amount=5, since=day(1), until=day(19)), row(amount=6, since=day(25))]
        assert applied(known, later) == later

    def test_the_counts(self) -> None:
        known = [row(amount=1, since=day(1), until=day(10)), row(amount=2, since=day(11))]
        made = revision(known, [row(amount=3, since=day(25))], TODAY)
        assert (len(made.added), len(made.ended), len(made.withdrawn), made.unchanged, made.changes) == (1, 1, 0, 1, 2)

    @given(periods(), periods(least=1), st.sampled_from(naive.DAYS), st.booleans())
    def test_day_by_day_it_is_as_the_twin_says(  # what is known, what is wanted, when, and whether it was ruled above
        self, known: list[NormRow], wanted: list[NormRow], today: date, above: bool
    ) -> None:
        known = applied([], known) if known else []
        assert naive.timeline(applied(known, wanted, today, above=above)) == naive.revised(known, wanted, today, above=above)

    @given(periods(), periods(least=1), st.sampled_from(naive.DAYS), st.booleans())
    def test_twice_is_once(self, known: list[NormRow], wanted: list[NormRow], today: date, above: bool) -> None:
        known = applied([], known) if known else []
        once = applied(known, wanted, today, above=above)
        again = revision(once, wanted, today, above=above)
        assert (again.changes, again.unchanged) == (0, len(once)) or not once

    @given(periods(least=1), periods(least=1), st.sampled_from(naive.DAYS))
    def test_only_ends_change(self, known: list[NormRow], wanted: list[NormRow], today: date) -> None:
        """What the database allows: another end, or a period taken away that had not begun."""
        known = applied([], known)
        made = revision(known, wanted, today)
        assert {(each.since, each.said) for each in made.ended} <= {(each.since, each.said) for each in known}
        assert all(each.since >= today for each in made.withdrawn)


@pytest.mark.parametrize(
    ("path", "above"),
    [("", [""]), ("62", ["", "62"]), ("62/6207/620799", ["", "62", "62/6207", "62/6207/620799"])],
)
def test_the_regions_above(path: str, above: list[str]) -> None:
    assert regions_above(path) == above


def every_place(places: list[str]) -> st.SearchStrategy[tuple[list[NormRow], ...]]:
    return st.tuples(*(periods("test.a", place) for place in places))


@given(st.permutations(PLACES).flatmap(every_place), st.sampled_from(PLACES), st.sampled_from(naive.DAYS))
def test_the_most_local_norm_of_the_day_holds(by_place: tuple[list[NormRow], ...], place: str, on: date) -> None:
    rows = [each for found in by_place for each in found]
    found = in_force(rows, place, on).rows.get("test.a")
    assert (found.said if found else None) == naive.most_local(rows, "test.a", place, on)


def test_norms_in_force_know_where_and_when() -> None:
    found = in_force([row("test.a")], "62", day(5))
    assert (found.region_path, found.on) == ("62", day(5))


def test_code_tables_stay_out_of_the_norms_in_force() -> None:
    rows = [row("dict.kind.1", 1, text="企业", unit=NormUnit.CODE), row("test.a")]
    assert set(in_force(rows, "", day(5)).rows) == {"test.a"}


def test_a_missing_norm_is_a_refusal_that_says_what_to_do() -> None:
    with pytest.raises(RuleBroken, match=r"参数 test\.b 在 2026-01-05 没有规定") as caught:
        NormsInForce("", day(5), {}).whole("test.b")
    assert caught.value.exits == (Exit("请系统管理员导入法定参数", "norms.norm.load"),)


class TestReading:
    def test_whole_amounts_only_where_wholes_are_meant(self) -> None:
        assert row(amount=5).whole == 5
        for odd in (replace(row(), amount=Decimal("2.5")), row(amount=None, text="03-31")):
            with pytest.raises(TypeError, match="not a whole number"):
                assert odd.whole

    def test_only_clocks_are_terms(self) -> None:
        assert row(unit=NormUnit.WORKING_DAY).term.amount == 5
        with pytest.raises(ValueError, match="count"):
            assert row(unit=NormUnit.COUNT).term is None

    @pytest.mark.parametrize(("on", "holds"), [(4, False), (5, True), (9, True), (10, False)])
    def test_first_and_last_day_belong_to_the_period(self, on: int, holds: bool) -> None:
        assert row(since=day(5), until=day(9)).holds_on(day(on)) is holds


UNSOUND = [
    (row("Test.a"), "参数 Test.a（全国，2026-01-01 起）：编码格式不对"),
    (row("test"), "参数 test（全国，2026-01-01 起）：编码格式不对"),
    (row("test.a b"), "参数 test.a b（全国，2026-01-01 起）：编码格式不对"),
    (row(region_path="62/"), "参数 test.a（62/，2026-01-01 起）：地区路径格式不对"),
    (row(region_path="甘肃"), "参数 test.a（甘肃，2026-01-01 起）：地区路径格式不对"),
    (row(basis=" "), "参数 test.a（全国，2026-01-01 起）：缺少依据"),
    (row(amount=None), "参数 test.a（全国，2026-01-01 起）：既没有数值也没有文字"),
    (row(amount=10**10), "参数 test.a（全国，2026-01-01 起）：数值超出范围或小数多于四位"),
    (replace(row(), amount=Decimal("0.00001")), "参数 test.a（全国，2026-01-01 起）：数值超出范围或小数多于四位"),
    (replace(row(), amount=Decimal("NaN")), "参数 test.a（全国，2026-01-01 起）：数值超出范围或小数多于四位"),
    (row(amount=-1, unit=NormUnit.WORKING_DAY), "参数 test.a（全国，2026-01-01 起）：期限须为非负整数"),
    (replace(row(unit=NormUnit.HOUR), amount=Decimal("1.5")), "参数 test.a（全国，2026-01-01 起）：期限须为非负整数"),
    (row(amount=None, text="五日", unit=NormUnit.NATURAL_DAY), "参数 test.a（全国，2026-01-01 起）：期限须为非负整数"),
    (row(amount=None, text="3-32", unit=NormUnit.DATE), "参数 test.a（全国，2026-01-01 起）：日期须写作 月-日"),
    (row(amount=1, unit=NormUnit.DATE), "参数 test.a（全国，2026-01-01 起）：日期须写作 月-日"),
    (row(since=day(5), until=day(4)), "参数 test.a（全国，2026-01-05 起）：止日早于起日"),
]


@pytest.mark.clause("WS-2.3")
@pytest.mark.parametrize(("unsound", "said"), UNSOUND)
def test_an_unsound_row_is_refused_with_its_fault(unsound: NormRow, said: str) -> None:
    assert refusal(lambda: require_sound([row(), unsound])) == (said, "WS-2.3 GX-2.4")


SOUND = [
    row(amount=None, text="03-31", unit=NormUnit.DATE),
    row(amount=None, text="02-29", unit=NormUnit.DATE),
    row(amount=0, unit=NormUnit.HOUR),
    replace(row(unit=NormUnit.PERCENT), amount=Decimal("-2.1250")),
    row("draws.quota.A", region_path="62/6207", since=day(5), until=day(5)),
]


@pytest.mark.parametrize("sound", SOUND)
def test_a_sound_row_passes(sound: NormRow) -> None:
    require_sound([sound])


@pytest.mark.clause("WS-2.3")
@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (row(since=day(1)), row(since=day(5)), True),
        (row(since=day(5)), row(since=day(1)), True),
        (row(since=day(1), until=day(5)), row(since=day(5)), True),
        (row(since=day(1), until=day(4)), row(since=day(5)), False),
        (row(since=day(1)), row(since=day(1)), True),
        (row(since=day(1)), row(since=day(5), region_path="62"), False),
        (row(since=day(1)), row("test.b", since=day(5)), False),
    ],
)
def test_a_norm_says_one_thing_at_a_time(first: NormRow, second: NormRow, clash: bool) -> None:
    if clash:
        said = f"参数 test.a（全国）在 {max(first.since, second.since)} 有两行同时有效"
        assert refusal(lambda: require_one_at_a_time([first, second])) == (said, "WS-2.3 GX-2.4")
    else:
        require_one_at_a_time([first, second])


@pytest.mark.clause("GX-2.4")
@pytest.mark.parametrize(
    ("place", "allowed"),
    [("", True), ("62", True), ("62/6207", True), ("62/6207/620799101", True), ("62/6207/620798", False), ("63", False), ("62/62", False)],
)
def test_one_rules_ones_own_place_and_writes_down_what_holds_above(place: str, allowed: bool) -> None:
    person = actor(region="62/6207") if place.startswith("62/6207/620799101") else actor()
    require_own_place(SYSTEM, [row(region_path=place)])
    if allowed:
        require_own_place(person, [row(region_path=place)])
    else:
        said = f"{place} 不在 张三 的管辖范围"
        assert refusal(lambda: require_own_place(person, [row(region_path=place)])) == (said, "WS-2.3 GX-2.4")


def test_a_clash_in_one_region_names_it() -> None:
    rows = [row(region_path="62", since=day(1)), row(region_path="62", since=day(2))]
    assert refusal(lambda: require_one_at_a_time(rows))[0] == "参数 test.a（62）在 2026-01-02 有两行同时有效"


def test_rows_are_grouped_in_order_of_time() -> None:
    rows = [row(since=day(9)), row(since=day(2)), row("test.b", since=day(5))]
    assert {key: [each.since.day for each in found] for key, found in by_key(rows).items()} == {("test.a", ""): [2, 9], ("test.b", ""): [5]}


MONDAY, SATURDAY = DayRow(date(2026, 2, 16), working=False, name="春节"), DayRow(date(2026, 2, 14), working=True, name="春节")
YEAR = YearRow(2026, "通知", (SATURDAY, MONDAY))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((replace(MONDAY, working=True),), "2026-02-16 与周一至周五的常规相同，不必列出"),
        ((replace(SATURDAY, working=False),), "2026-02-14 与周一至周五的常规相同，不必列出"),
        ((MONDAY, MONDAY), "2026-02-16 在日历中重复，或不属于 2026 年"),
        ((replace(MONDAY, day=date(2025, 2, 17)),), "2025-02-17 在日历中重复，或不属于 2026 年"),
    ],
)
@pytest.mark.clause("LYG-4.3b")
def test_a_calendar_lists_only_what_differs(days: tuple[DayRow, ...], said: str) -> None:
    require_calendar([YEAR])
    assert refusal(lambda: require_calendar([replace(YEAR, days=days)])) == (said, "LYG-4.3b")


@pytest.mark.parametrize(
    ("known", "wanted", "today", "said"),
    [
        (replace(YEAR, provisional=True), replace(YEAR, days=()), date(2026, 12, 1), None),
        (YEAR, YEAR, date(2026, 12, 1), None),
        (YEAR, replace(YEAR, days=(SATURDAY,)), date(2026, 2, 16), None),
        (YEAR, replace(YEAR, days=(SATURDAY,)), date(2026, 2, 17), "2026 年 2026-02-17 以前的日历不能再改"),
        (YEAR, replace(YEAR, days=(MONDAY,)), date(2026, 2, 15), "2026 年 2026-02-15 以前的日历不能再改"),
        (YEAR, replace(YEAR, provisional=True), date(2026, 1, 1), "2026 年的安排已经公布，不能改为暂定"),
    ],
)
@pytest.mark.clause("LYG-4.3b")
def test_days_that_are_over_stay_as_they_were(known: YearRow, wanted: YearRow, today: date, said: str | None) -> None:
    if said is None:
        require_past_kept(known, wanted, today)
    else:
        assert refusal(lambda: require_past_kept(known, wanted, today)) == (said, "LYG-4.3b")
