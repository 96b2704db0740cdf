"""The rules of `terms` once more, day by day and minute by minute, from sets. The twin of the engine."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from yicha.engines.deadlines import Pause, Term, Unit, WorkingCalendar

DAY = timedelta(days=1)


def paused_days(pauses: Sequence[Pause], calendar: WorkingCalendar) -> set[date]:
    found = set()
    for pause in pauses:
        assert pause.end
        day = calendar.day_of(pause.start)
        while day < calendar.day_of(pause.end):
            day += DAY
            found.add(day)
    return found


def same_day_later(start: date, months: int) -> date:
    """One month at a time, then the number of the day, cut down until such a day exists."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(start.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def last_day(start: date, term: Term, calendar: WorkingCalendar, paused: set[date]) -> date:
    """All days after the start, in a list; those that do not count crossed out; the n-th that is left."""
    wanted = term.amount
    if term.unit in {Unit.MONTH, Unit.YEAR}:
        wanted = (same_day_later(start, term.amount * (12 if term.unit is Unit.YEAR else 1)) - start).days
    if wanted == 0:
        return start
    days = [start + number * DAY for number in range(1, 4 * wanted + len(paused) + 60)]
    kept = [day for day in days if day not in paused and (term.unit is not Unit.WORKING_DAY or calendar.is_working(day))]
    return kept[wanted - 1]


def last_minute(start: datetime, hours: int, pauses: Sequence[Pause]) -> datetime:
    """Minute by minute; pauses must begin and end on whole minutes after the start's."""
    left, moment = hours * 60, start
    while left:
        left -= not any(pause.holds(moment) for pause in pauses)
        moment += timedelta(minutes=1)
    return moment
