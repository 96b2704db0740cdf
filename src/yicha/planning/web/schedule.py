"""排班日历: what stands, week by week, and how busy officers are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from yicha.engines.deadlines import week_of, week_start, weeks_in
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.planning.queries import visits, visits_by_week
from yicha.planning.rules.instances import PlanYear
from yicha.planning.types import PlanningPermission, VisitRow, VisitStatus
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.words import VISITS, days_text, week_name
from yicha.planning.web.years import EARLIEST, LATEST
from yicha.shell.numbers import whole

PER_PAGE = 50
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
    """A visit as the calendar shows it."""

    row: VisitRow
    lead: str
    others: Sequence[str]
    words: object
    href: str


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
    found = _of_week(actor, year, week, department)
    page = Paginator([_stop(row, titles) for row in found], PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "year": year, "week": week, "department": department, "total": len(found), "here": week_name(year, week)}
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
    return [row for row in found if row.status is not VisitStatus.CANCELLED and department in {"", *row.departments}]


def _stop(row: VisitRow, titles: Mapping[str, str]) -> Stop:
    lead, *others = [titles.get(code, code) for code in row.departments]
    try:
        href = reverse("inspections:visit", args=[row.id])
    except NoReverseMatch:
        href = ""
    return Stop(row, lead, others, VISITS[row.status], href)


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
