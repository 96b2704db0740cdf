"""排班日历: what stands, week by week, and how busy officers are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from yicha.engines.deadlines import BEIJING, week_of, week_start, weeks_in
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import substitutes
from yicha.planning.queries import away, hours_requests, names_kept, visits, visits_by_week
from yicha.planning.rules.instances import PlanYear
from yicha.planning.types import PlanningPermission, VisitRow, VisitStatus
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.words import VISITS, days_text, opened_words, week_name
from yicha.planning.web.years import EARLIEST, LATEST
from yicha.shell.numbers import whole

PER_PAGE = 60
A_WEEK = timedelta(days=6)


@dataclass(frozen=True)
class WeekLink:
    name: str
    days: str
    doors: int
    week: int
    height: int


@dataclass(frozen=True)
class Stop:
    """A visit as the calendar shows it. `move`: where its hour is set, for who may and while it may be. `opened`: of late work, why."""

    row: VisitRow
    lead: str
    others: Sequence[str]
    words: object
    href: str
    hours: str
    opened: Sequence[str]
    move: str


@dataclass(frozen=True)
class Day:
    """A working day of the week: who comes where at what hour, and who is away."""

    day: date
    stops: Sequence[Stop]
    away: Sequence[str]


@dataclass(frozen=True)
class Busy:
    """An officer in a week: visits, hours, and in per cent of the working time."""

    name: str
    department: str
    visits: int
    minutes: int
    load: int


@requires(PlanningPermission.READ)
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """`?year=&week=&department=`: one week at a time, the week of today first."""
    actor, at = actor_of(request), now()
    year, week = _when(request, at.date())
    department = request.GET.get("department", "" if actor.whole_region else actor.department)
    plan_year, titles = PlanYear.of(year, working_days()), names_of(year)
    found = names_kept(actor, _of_week(actor, year, week, department), at.date())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    stops = [_stop(actor, row, titles) for row in page]
    shown = {"page": page, "year": year, "week": week, "department": department, "total": len(found), "here": week_name(year, week)}
    shown |= {"board": _days(stops, found, plan_year.weeks[week]), "unplaced": [one for one in stops if not one.hours]}
    shown |= _to_do(actor, found, department) | {"lent": substitutes(actor, *_span(plan_year.weeks[week]))}
    named = {code for row in found for code in row.departments} | {department} - {""}
    shown["names"] = [(code, titles.get(code, code)) for code in sorted(named)]
    shown["busy"] = _busy(actor, found, plan_year, titles)
    return render(request, "planning/schedule.html", shown | _frame(plan_year, week, visits_by_week(actor, actor.region, year, department)))


def _when(request: HttpRequest, today: date) -> tuple[int, int]:
    asked, week = whole(request.GET.get("year", "")), whole(request.GET.get("week", ""), -1)
    year = asked if EARLIEST <= asked <= LATEST else today.year
    if 0 <= week < weeks_in(year):
        return year, week
    return year, week_of(today) if year == today.year else 0


def _of_week(actor: Actor, year: int, week: int, department: str) -> list[VisitRow]:
    first = max(week_start(year, week), date(year, 1, 1))
    found = visits(actor, actor.region, between=(first, week_start(year, week) + A_WEEK))
    kept = [row for row in found if row.status is not VisitStatus.CANCELLED and department in {"", *row.departments}]
    return sorted(kept, key=lambda row: (row.starts_at is None, row.starts_at or row.number, row.number))


def _span(days: Sequence[date]) -> tuple[datetime, datetime]:
    """From the first hour to the last of these days; nothing of no day."""
    first, last = (days[0], days[-1] + timedelta(days=1)) if days else (date.min, date.min)
    return datetime.combine(first, time(), BEIJING), datetime.combine(last, time(), BEIJING)


def _days(stops: Sequence[Stop], found: Sequence[VisitRow], days: Sequence[date]) -> list[Day]:
    """Nights and days off that are worked stand among the working days."""
    drawn = {one.cert_no for row in found for one in row.officers}
    missing = away(drawn, days[0], days[-1]) if drawn and days else []
    placed: dict[date, list[Stop]] = {day: [] for day in days}
    for one in stops:
        if one.row.starts_at:
            placed.setdefault(one.row.starts_at.astimezone(BEIJING).date(), []).append(one)
    return [Day(day, placed[day], [one.name for one in missing if day in one.days]) for day in sorted(placed)]


def _to_do(actor: Actor, found: Sequence[VisitRow], department: str) -> dict[str, object]:
    """What waits for who may set hours: visits without one, and enterprises that ask for another."""
    if not actor.may(PlanningPermission.SCHEDULE):
        return {"asked": [], "to_place": 0}
    whose = department if actor.whole_region else actor.department
    return {
        "asked": hours_requests(actor),
        "to_place": sum(row.status is VisitStatus.PUBLISHED and _unplaced(row) and whose in {"", row.lead} for row in found),
        "whose": whose,
    }


def _unplaced(row: VisitRow) -> bool:
    return row.starts_at is None and row.door and row.staffed


def _hours(row: VisitRow) -> str:
    if not (row.starts_at and row.ends_at):
        return ""
    return f"{row.starts_at.astimezone(BEIJING):%H:%M}–{row.ends_at.astimezone(BEIJING):%H:%M}"


def _stop(actor: Actor, row: VisitRow, titles: Mapping[str, str]) -> Stop:
    lead, *others = [titles.get(code, code) for code in row.departments]
    movable = row.status is VisitStatus.PUBLISHED and row.door and row.staffed
    may = movable and actor.may(PlanningPermission.SCHEDULE) and actor.acts_for(row.lead)
    href = reverse("inspections:visit_of_plan", args=[row.id]) if row.staffed else ""
    return Stop(
        row, lead, others, VISITS[row.status], href, _hours(row), opened_words(row), reverse("planning:hours", args=[row.id]) if may else ""
    )


def _frame(year: PlanYear, week: int, counts: Mapping[int, int]) -> dict[str, object]:
    top = max(counts.values(), default=1) or 1
    links = [
        WeekLink(week_name(year.year, one), days_text(days), counts.get(one, 0), one, 30 * counts.get(one, 0) // top)
        for one, days in enumerate(year.weeks)
        if days
    ]
    return {
        "weeks": links,
        "days": days_text(year.weeks[week]),
        "earlier": max((link.week for link in links if link.week < week), default=None),
        "later": min((link.week for link in links if link.week > week), default=None),
    }


def _busy(actor: Actor, found: Sequence[VisitRow], year: PlanYear, titles: Mapping[str, str]) -> list[Busy]:
    """The busiest officers of the week, by the minutes of their own department's work."""
    minutes: Counter[tuple[str, str, str]] = Counter()
    trips: Counter[tuple[str, str, str]] = Counter()
    for row in found:
        for one in row.officers:
            who = (one.cert_no, one.name, one.department)
            minutes[who] += sum(demand.minutes for demand in row.demands if demand.department == one.department)
            trips[who] += 1
    if not found:
        return []
    days = max(1, len(year.weeks[found[0].week]))
    day = norms_in_force(actor.region, found[0].first_day).whole(NormCode.OFFICER_DAY_MINUTES)
    return [
        Busy(name, titles.get(code, code), trips[cert, name, code], total, 100 * total // (day * days))
        for (cert, name, code), total in minutes.most_common(10)
    ]
