"""The weeks of a plan year: integers for the planning, ISO weeks and dates for people.

Week w of year Y starts on the Monday on or before 1 January, plus 7·w days; only days of Y count. So a year has the weeks
0 to 52 or 53, the first and the last may be short, and a day belongs to exactly one week of its own year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yicha.engines.deadlines.calendars import ONE_DAY, WorkingCalendar

DAYS = 7
ONE_WEEK = timedelta(days=DAYS)


@dataclass(frozen=True)
class WindowWeeks:
    """The weeks that a time window leaves. Not `whole`: it holds no full week, so the line goes alone (时间窗不足一周)."""

    weeks: tuple[int, ...]
    whole: bool


def week_start(year: int, week: int) -> date:
    """The Monday of week `week`, which for week 0 may lie in the year before."""
    new_year = date(year, 1, 1)
    return new_year - new_year.weekday() * ONE_DAY + week * ONE_WEEK


def week_of(day: date) -> int:
    """The week of the day's own year."""
    return (day - week_start(day.year, 0)).days // DAYS


def weeks_in(year: int) -> int:
    """How many weeks the year has: 53, or 54 in a leap year that begins on a Sunday."""
    return week_of(date(year, 12, 31)) + 1


def days_of_week(year: int, week: int) -> list[date]:
    """The days of the year in this week, 1 to 7 of them; IndexError if the year has no such week."""
    if not 0 <= week < weeks_in(year):
        raise IndexError(f"{year} has no week {week}")
    monday = week_start(year, week)
    days = (monday + number * ONE_DAY for number in range(DAYS))
    return [day for day in days if day.year == year]


def working_days_by_week(year: int, calendar: WorkingCalendar) -> list[int]:
    """The number of working days of each week of the year."""
    return [len(_working(year, week, calendar)) for week in range(weeks_in(year))]


def weeks_of_window(year: int, first: date, last: date, calendar: WorkingCalendar) -> WindowWeeks:
    """The weeks whose working days all lie in [first, last]; if there is none, those that have at least one there.

    Of a window that reaches beyond the year only the days in it count. A week without a working day is no use to anybody.
    """
    in_window = {week: [first <= day <= last for day in _working(year, week, calendar)] for week in range(weeks_in(year))}
    whole = tuple(week for week, days in in_window.items() if days and all(days))
    if whole:
        return WindowWeeks(whole, whole=True)
    return WindowWeeks(tuple(week for week, days in in_window.items() if any(days)), whole=False)


def iso_label(year: int, week: int) -> str:
    """The week as people know it, `2026-W07` (ISO 8601): all days of a week share it, week 0 may carry last year's."""
    iso = week_start(year, week).isocalendar()
    return f"{iso.year}-W{iso.week:02}"


def _working(year: int, week: int, calendar: WorkingCalendar) -> Sequence[date]:
    return [day for day in days_of_week(year, week) if calendar.is_working(day)]
