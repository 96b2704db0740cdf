"""Counting a term (期限).

With S the day of the event in the calendar's zone:

* the day of the event does not count (民法典 §201); a term of n days ends with the n-th counted day after S, at 24:00 (§203);
* working days count only if the calendar says so; natural days always;
* n months or years end on the day with S's number in the month reached, or on its last day if there is none (§202);
* n hours end n·3,600 seconds after the event;
* time in a pause (中止) does not count. In days: a pause from day P to day R leaves out the days in (P, R], the same rule as
  for the start, so a pause that ends on the day it began costs nothing and two that touch equal one. Months and years are
  then as many counted days as the unbroken term has. In hours: the paused time itself;
* an extension (延长) is one more term, counted from the day on which the one before it ended;
* if the last term `rolls`, what would end on a day of rest ends on the next working day (民法典 §203, 行政复议法 §88). Whether a
  statute gives this is data, not assumed.

Which unit a statute means is data as well: 行政处罚法 §85 makes its terms of 2, 3, 5 and 7 days, 行政强制法 §69 its terms of
10 days or less, working days.

Cost: linear in the days between the event and the end of the term; constant for natural days, months and years unbroken.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from yicha.engines.deadlines.calendars import ONE_DAY, WorkingCalendar

MONTHS = 12
SHORTEST_MONTH, LONGEST_MONTH = 28, 31


class Unit(StrEnum):
    """What a term is counted in. The values are those of the clock table."""

    WORKING_DAY = "wd"
    DAY = "d"
    HOUR = "h"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Term:
    """So many of a unit. `rolls`: if it would end on a day of rest, it ends on the next working day."""

    amount: int
    unit: Unit
    rolls: bool = False

    def __post_init__(self) -> None:
        """Refuse a term that runs backwards; `latest_day` is for those."""
        if self.amount < 0:
            raise ValueError("a term is not negative")


@dataclass(frozen=True)
class Pause:
    """Time that does not count. Without an end the clock still stands."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it begins."""
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause ends after it begins")

    def holds(self, moment: datetime) -> bool:
        """Does the clock stand at this moment?"""
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True)
class Due:
    """The last day, the first moment that is too late, and whether a calendar not yet announced may still move both."""

    day: date
    at: datetime
    provisional: bool


def due(start: datetime, terms: Sequence[Term], calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> Due:
    """When the terms, each counted from the end of the one before, have run out. ValueError for an open pause."""
    day, moment, leaning = calendar.day_of(start), start, False
    for term in terms:
        if term.unit is Unit.HOUR:
            moment = _after_hours(moment, timedelta(hours=term.amount), pauses)
            day = calendar.day_of(moment)
        else:
            day = _after_days(day, term, calendar, pauses)
            moment = calendar.end_of(day)
            leaning = leaning or term.unit is Unit.WORKING_DAY or term.rolls
    if terms and terms[-1].rolls and terms[-1].unit is not Unit.HOUR:
        day = calendar.next_working(day)
        moment = calendar.end_of(day)
    return Due(day, moment, leaning and calendar.is_provisional(calendar.day_of(start), day))


def latest_day(event: date, term: Term, calendar: WorkingCalendar) -> date:
    """The last day on which something that must be done `term` before the event can be done (提前 5 日, 7 个工作日前).

    The greatest day d from which the term ends no later than the event. ValueError for hours.
    """
    if term.unit is Unit.WORKING_DAY:
        return _before_working_days(event, term.amount, calendar)
    if term.unit is Unit.DAY:
        return event - timedelta(days=term.amount)
    if term.unit is Unit.HOUR:
        raise ValueError("a number of hours before a day means nothing")
    return _before_months(event, _months(term))


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on (or back), or the last of that month (民法典 §202)."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after_days(start: date, term: Term, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> date:
    """The last day of a term that is not in hours."""
    spans = [(calendar.day_of(pause.start), calendar.day_of(_end(pause))) for pause in pauses]
    left = term.amount if term.unit in {Unit.WORKING_DAY, Unit.DAY} else (add_months(start, _months(term)) - start).days
    if not spans and term.unit is not Unit.WORKING_DAY:
        return start + timedelta(days=left)
    day = start
    while left > 0:
        day += ONE_DAY
        counts = term.unit is not Unit.WORKING_DAY or calendar.is_working(day)
        left -= counts and not any(first < day <= last for first, last in spans)
    return day


def _after_hours(start: datetime, left: timedelta, pauses: Sequence[Pause]) -> datetime:
    """The moment at which so much time outside the pauses has passed."""
    for begin, end in sorted((pause.start, _end(pause)) for pause in pauses):
        free = max(begin - start, timedelta())
        if end <= start:
            continue
        if free >= left:
            break
        start, left = end, left - free
    return start + left


def _before_working_days(event: date, amount: int, calendar: WorkingCalendar) -> date:
    day = event
    while amount > 0:
        amount -= calendar.is_working(day)
        day -= ONE_DAY
    return day


def _before_months(event: date, months: int) -> date:
    """Not simply so many months back: a month from any of 28 to 31 January ends on 28 February."""
    back = add_months(event, -months)
    days = [back + number * ONE_DAY for number in range(LONGEST_MONTH - SHORTEST_MONTH + 1)]
    return max(day for day in days if add_months(day, months) <= event)


def _months(term: Term) -> int:
    return term.amount * (MONTHS if term.unit is Unit.YEAR else 1)


def _end(pause: Pause) -> datetime:
    if pause.end is None:
        raise ValueError("while a clock stands nobody knows when it will have run out")
    return pause.end
