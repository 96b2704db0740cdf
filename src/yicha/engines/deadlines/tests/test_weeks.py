from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.deadlines import (
    WindowWeeks,
    WorkingCalendar,
    days_of_week,
    iso_label,
    week_of,
    week_start,
    weeks_in,
    weeks_of_window,
    working_days_by_week,
)

PLAIN = WorkingCalendar({}, frozenset())
# 国庆 2025: 1 to 8 October off, 28 September and 11 October worked
OCTOBER = WorkingCalendar(
    {date(2025, 10, number): False for number in (1, 2, 3, 6, 7, 8)} | {date(2025, 9, 28): True, date(2025, 10, 11): True},
    frozenset({2025}),
)
years = st.integers(1990, 2090)


@pytest.mark.parametrize(
    ("year", "monday", "weeks", "label"),
    [
        (2024, date(2024, 1, 1), 53, "2024-W01"),
        (2025, date(2024, 12, 30), 53, "2025-W01"),
        (2026, date(2025, 12, 29), 53, "2026-W01"),
        (2027, date(2026, 12, 28), 53, "2026-W53"),
        (2028, date(2027, 12, 27), 53, "2027-W52"),
        (2012, date(2011, 12, 26), 54, "2011-W52"),
    ],
)
def test_known_years(year: int, monday: date, weeks: int, label: str) -> None:
    assert (week_start(year, 0), weeks_in(year), iso_label(year, 0)) == (monday, weeks, label)


@given(years)
def test_the_weeks_hold_every_day_of_the_year_once_and_in_order(year: int) -> None:
    days = [day for week in range(weeks_in(year)) for day in days_of_week(year, week)]
    assert days == [date(year, 1, 1) + timedelta(days=number) for number in range(len(days))]
    assert days[-1] == date(year, 12, 31)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_day_is_in_its_week(day: date) -> None:
    week = week_of(day)
    assert day in days_of_week(day.year, week)
    assert week_start(day.year, week) <= day < week_start(day.year, week + 1)
    assert week_start(day.year, week).weekday() == 0


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_label_is_the_iso_week_of_every_day_in_it(day: date) -> None:
    assert iso_label(day.year, week_of(day)) == f"{day:%G}-W{day:%V}"


@pytest.mark.parametrize("week", [-1, 53])
def test_a_week_that_the_year_has_not(week: int) -> None:
    with pytest.raises(IndexError, match=f"2026 has no week {week}"):
        days_of_week(2026, week)


def test_working_days_by_week() -> None:
    by_week = working_days_by_week(2025, OCTOBER)
    assert by_week[0] == 3  # from Wednesday 1 January; the example knows no New Year
    assert by_week[week_of(date(2025, 9, 28))] == 6
    assert by_week[week_of(date(2025, 10, 1))] == 2
    assert by_week[week_of(date(2025, 10, 6))] == 3
    assert sum(by_week) == OCTOBER.working_days(date(2024, 12, 31), date(2025, 12, 31))


@given(years)
def test_the_weeks_of_a_year_hold_all_its_working_days(year: int) -> None:
    by_week = working_days_by_week(year, PLAIN)
    assert len(by_week) == weeks_in(year)
    assert sum(by_week) == PLAIN.working_days(date(year - 1, 12, 31), date(year, 12, 31))


WINDOWS = [
    # whole weeks, from Monday, from Tuesday, to Friday, to Thursday
    ("2025-06-02", "2025-06-15", (22, 23), True),
    ("2025-06-03", "2025-06-15", (23,), True),
    ("2025-06-02", "2025-06-13", (22, 23), True),
    ("2025-06-02", "2025-06-12", (22,), True),
    # no whole week: those it touches on a working day
    ("2025-06-04", "2025-06-05", (22,), False),
    ("2025-06-05", "2025-06-10", (22, 23), False),
    ("2025-06-06", "2025-06-08", (22,), False),
    # only days of rest
    ("2025-06-07", "2025-06-08", (), False),
    # a short week is whole when its working days are: 9, 10 and 11 October
    ("2025-10-09", "2025-10-11", (40,), True),
    ("2025-10-09", "2025-10-10", (40,), False),
    ("2025-10-01", "2025-10-08", (), False),
    # edges of the year, beyond it, backwards
    ("2025-01-01", "2025-01-03", (0,), True),
    ("2024-11-01", "2025-01-05", (0,), True),
    ("2025-12-29", "2026-06-30", (52,), True),
    ("2026-01-01", "2026-06-30", (), False),
    ("2025-06-15", "2025-06-02", (), False),
]


@pytest.mark.parametrize(("first", "last", "weeks", "whole"), WINDOWS)
def test_the_weeks_of_a_window(first: str, last: str, weeks: tuple[int, ...], whole: bool) -> None:
    found = weeks_of_window(2025, date.fromisoformat(first), date.fromisoformat(last), OCTOBER)
    assert found == WindowWeeks(weeks, whole=whole)


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(0, 60))
def test_a_window_never_lets_a_whole_week_reach_beyond_it(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = weeks_of_window(2025, first, last, OCTOBER)
    inside = [[first <= day <= last for day in days_of_week(2025, week) if OCTOBER.is_working(day)] for week in found.weeks]
    assert all(any(days) for days in inside)
    assert all(all(days) for days in inside) == found.whole or not found.weeks
