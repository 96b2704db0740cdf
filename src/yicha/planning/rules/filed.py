"""报备: agreed checks outside the plan find their place in a re-planning, each in the week that it was filed for (LYG-4.3b)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils import timezone

from yicha.engines.deadlines import days_of_week, latest_day, week_of
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.pools import LISTED
from yicha.planning.types import DepartmentLine, FilingRow, FilingStatus, LineRow

PREFIX: Final = "计划外报备:"


def line_of(filing: int) -> str:
    """What a filing is called where plan lines have numbers."""
    return f"{PREFIX}{filing}"


def filing_of(line: str) -> int | None:
    return int(line.removeprefix(PREFIX)) if line.startswith(PREFIX) else None


def filings_in(lines: Iterable[str]) -> tuple[int, ...]:
    """The filings among lines."""
    return tuple(sorted(number for number in map(filing_of, set(lines)) if number))


def may_be_planned(status: FilingStatus, exemption: str) -> bool:
    """LYG-4.3c: the joint conference agreed, or a code exempts from asking it; and no visit has come of it."""
    return status is FilingStatus.CONSENTED or (bool(exemption) and status is FilingStatus.FILED)


def require_still_waiting(status: FilingStatus, exemption: str, name: str) -> None:
    """LYG-4.3b: a filing serves once."""
    if not may_be_planned(status, exemption):
        raise RuleBroken(f"{name}报备的检查已经另外安排，这份试算过时了", clause="LYG-4.3b", exits=(Exit("重新试算"),))


def waiting(filings: Iterable[FilingRow], year: PlanYear, norms: NormsInForce, first_day: date) -> list[DepartmentLine]:
    """LYG-4.3b, LYG-4.3c: what a re-planning takes in, as lines of a list of one. The whole week has to be planned anew and to have been
    filed for in time: what joins a visit may come on any day of it.
    """
    return [_line(row, norms) for row in filings if may_be_planned(row.status, row.exemption) and _in_time(row, year, norms, first_day)]


def _in_time(row: FilingRow, year: PlanYear, norms: NormsInForce, first_day: date) -> bool:
    days = year.weeks[week_of(row.visit_on)] if row.visit_on.year == year.year else ()
    term = norms.term(NormCode.UNPLANNED_FILING)
    return row.visit_on in days and days[0] >= first_day and timezone.localdate(row.filed_at) <= latest_day(days[0], term, year.calendar)


def _line(row: FilingRow, norms: NormsInForce) -> DepartmentLine:
    days = days_of_week(row.visit_on.year, week_of(row.visit_on))
    return DepartmentLine(
        row.department,
        LineRow(
            line_id=line_of(row.id),
            item_code=row.item_code,
            item_name=row.check_class,
            check_class=row.check_class,
            scope_query="TRUE",
            selection=LISTED,
            window=(days[0], days[-1]),
            sids=(row.sid,),
            minutes=row.minutes,
            min_officers=norms.whole(NormCode.MIN_OFFICERS),
        ),
    )
