import hashlib
from datetime import datetime

from django.db import connection

from yicha.engines.deadlines import BEIJING
from yicha.kernel.actor import Actor
from yicha.kernel.events import canonical, to_plain
from yicha.kernel.use_case import use_case
from yicha.norms import queries
from yicha.norms.models import CalendarDay, CalendarYear
from yicha.norms.rules import require_calendar, require_past_kept
from yicha.norms.types import CalendarLoaded, DayRow, LoadCalendar, NormPermission, YearRow

ONE_LOAD_AT_A_TIME = "LOCK TABLE norms_calendaryear, norms_calendarday IN SHARE ROW EXCLUSIVE MODE"


@use_case(may=NormPermission.LOAD_CALENDAR, clause="LYG-4.3b YX-2.12")
def load_calendar(actor: Actor, command: LoadCalendar, at: datetime, /) -> CalendarLoaded:
    """Only differences are written. A provisional year gives way to its notice; days that are over stay as they were."""
    require_calendar(command.years)
    with connection.cursor() as cursor:
        cursor.execute(ONE_LOAD_AT_A_TIME)
    known = {row.year: row for row in queries.calendar_years()}
    for year in command.years:
        if year.year in known:
            require_past_kept(known[year.year], year, at.astimezone(BEIJING).date())
    changed = [year for year in command.years if year != known.get(year.year)]
    counts = [_write(year, known.get(year.year)) for year in changed]
    queries.forget()
    return CalendarLoaded(
        digest="sha256:" + hashlib.sha256(canonical(to_plain(command)).encode()).hexdigest(),
        added=sum(added for added, _ in counts),
        removed=sum(removed for _, removed in counts),
        years=tuple(sorted(year.year for year in changed)),
    )


def _write(year: YearRow, known: YearRow | None) -> tuple[int, int]:
    """Days added and days removed; one that changed is both."""
    CalendarYear.objects.update_or_create(year=year.year, defaults={"basis": year.basis, "provisional": year.provisional})
    before, after = set(known.days if known else ()), set(year.days)
    CalendarDay.objects.filter(day__in=[row.day for row in before - after]).delete()
    CalendarDay.objects.bulk_create([_table_row(year, row) for row in sorted(after - before, key=lambda row: row.day)])
    return len(after - before), len(before - after)


def _table_row(year: YearRow, row: DayRow) -> CalendarDay:
    return CalendarDay(day=row.day, year_id=year.year, working=row.working, name=row.name)
