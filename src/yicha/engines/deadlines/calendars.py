"""Which days are working days.

A working day is Monday to Friday unless the yearly notice of the State Council says otherwise: `exceptions[day]` is True
for a working day at a weekend (调休) and False for a holiday. A year that is not in `announced` has no notice yet: it is
counted Monday to Friday with whatever exceptions are known, and every result that leans on it says so (暂定).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

SATURDAY = 5
ONE_DAY = timedelta(days=1)
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # one zone, no summer time since 1991; needs no zone files


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days, the years whose notice is out, and the zone in which a moment belongs to a day."""

    exceptions: Mapping[date, bool]
    announced: frozenset[int]
    zone: tzinfo = BEIJING

    def is_working(self, day: date) -> bool:
        """Is this a working day, as far as is known?"""
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; negative, of (until, after], if `until` is the earlier one."""
        if until < after:
            return -self.working_days(until, after)
        return sum(self.is_working(day) for day in days_after(after, until))

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def is_provisional(self, first: date, last: date) -> bool:
        """Does the span touch a year whose notice is not out?"""
        return any(year not in self.announced for year in range(first.year, last.year + 1))

    def day_of(self, moment: datetime) -> date:
        """The day of a moment here, not in UTC, where it is still yesterday until 08:00. ValueError without a zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """24:00 of the day (民法典 §203): the first moment that is too late."""
        return datetime.combine(day + ONE_DAY, datetime.min.time(), self.zone)


def days_after(after: date, until: date) -> Iterator[date]:
    """The days in (after, until]."""
    return (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
