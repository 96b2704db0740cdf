from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.deadlines import BEIJING, WorkingCalendar

# 国庆 2025, as an example: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked
OCTOBER = WorkingCalendar(
    {date(2025, 10, number): False for number in (1, 2, 3, 6, 7, 8)} | {date(2025, 9, 28): True, date(2025, 10, 11): True},
    frozenset({2025}),
)
BARE = WorkingCalendar({}, frozenset())
days = st.dates(date(2025, 8, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 9, 26), True),
        (date(2025, 9, 27), False),
        (date(2025, 9, 28), True),
        (date(2025, 9, 30), True),
        (date(2025, 10, 1), False),
        (date(2025, 10, 4), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
        (date(2025, 10, 11), True),
        (date(2025, 10, 12), False),
    ],
)
def test_the_notice_overrides_the_week(day: date, working: bool) -> None:
    assert OCTOBER.is_working(day) is working


@given(days, days)
def test_working_days_are_counted_one_by_one(start: date, end: date) -> None:
    low, high = min(start, end), max(start, end)
    between = [low + timedelta(days=number) for number in range(1, (high - low).days + 1)]
    counted = sum(OCTOBER.is_working(day) for day in between)
    assert OCTOBER.working_days(start, end) == (counted if start <= end else -counted)


@given(days, days, days)
def test_counts_add_up(first: date, second: date, third: date) -> None:
    whole = OCTOBER.working_days(first, third)
    assert whole == OCTOBER.working_days(first, second) + OCTOBER.working_days(second, third)


@given(days)
def test_the_next_working_day_is_the_nearest(day: date) -> None:
    found = OCTOBER.next_working(day)
    assert OCTOBER.is_working(found)
    assert OCTOBER.working_days(day - timedelta(days=1), found) == 1


def test_a_long_holiday_is_stepped_over() -> None:
    assert OCTOBER.next_working(date(2025, 10, 1)) == date(2025, 10, 9)


@pytest.mark.parametrize(
    ("first", "last", "provisional"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), False),
        (date(2025, 12, 31), date(2026, 1, 1), True),
        (date(2024, 12, 31), date(2025, 1, 1), True),
        (date(2024, 1, 1), date(2026, 1, 1), True),
    ],
)
def test_a_year_without_notice_is_provisional(first: date, last: date, provisional: bool) -> None:
    assert OCTOBER.is_provisional(first, last) is provisional


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 10, 1, 15, 59, 59, tzinfo=UTC), date(2025, 10, 1)),
        (datetime(2025, 10, 1, 16, 0, 0, tzinfo=UTC), date(2025, 10, 2)),
        (datetime(2025, 10, 1, 23, 59, 59, tzinfo=BEIJING), date(2025, 10, 1)),
        (datetime(2025, 10, 1, 0, 0, 0, tzinfo=BEIJING), date(2025, 10, 1)),
    ],
)
def test_a_moment_belongs_to_a_day_in_beijing(moment: datetime, day: date) -> None:
    assert BARE.day_of(moment) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        BARE.day_of(datetime(2025, 10, 1, 12))  # noqa: DTZ001 -- the mistake that is refused


def test_a_day_ends_when_the_next_begins() -> None:
    end = BARE.end_of(date(2025, 12, 31))
    assert end == datetime(2026, 1, 1, tzinfo=BEIJING) == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert BARE.day_of(end - timedelta(microseconds=1)) == date(2025, 12, 31)
