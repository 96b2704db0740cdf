"""Reads for the page of the day: what waits for whom."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, F, Min, QuerySet

from yicha.inspections import models
from yicha.inspections.queries.clocks import Clocks
from yicha.inspections.types import FilingsStanding, InspectionStatus, NoticesDue, OwnVisit, ResultsWaiting, TaskStatus, VisitsMissed
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.planning.queries import sealed

OPEN = (InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED)


def notices_due(actor: Actor, today: date, until: date) -> list[NoticesDue]:
    """Those whose visit begins from today to a day, the nearest first."""
    waiting = _led(actor).filter(status=InspectionStatus.SCHEDULED, visit__announced=True)
    waiting = waiting.filter(visit__last_day__gte=today, visit__first_day__lte=until)
    rows = waiting.values(lead=F("visit__lead")).annotate(count=Count("pk"), first=Min("visit__first_day")).order_by("first", "lead")
    return [NoticesDue(row["lead"], row["count"], row["first"]) for row in rows]


def results_waiting(actor: Actor) -> list[ResultsWaiting]:
    tasks = models.DepartmentTask.objects.filter(status=TaskStatus.SUBMITTED)
    rows = of_department(actor, within(actor, tasks, "inspection__region_path")).values("department")
    found = rows.annotate(count=Count("pk"), since=Min("submitted_at")).order_by("since", "department")
    return [ResultsWaiting(row["department"], row["count"], row["since"]) for row in found]


def filings_standing(actor: Actor, year: int, at: datetime) -> list[FilingsStanding]:
    """YX-2.12: of results submitted in a year, by department, each by the clock that its submission started."""
    tasks = models.DepartmentTask.objects.filter(status__in=(TaskStatus.SUBMITTED, TaskStatus.CONCLUDED), submitted_at__year=year)
    found = of_department(actor, within(actor, tasks, "inspection__region_path"))
    clocks, said = Clocks(actor.region, at), defaultdict[str, list[tuple[bool, bool]]](list)
    for department, submitted, concluded in found.values_list("department", "submitted_at", "concluded_at"):
        last = clocks.filing(submitted or at).due.day
        said[department].append((concluded is not None, clocks.calendar.day_of(concluded or at) <= last))
    return [_filings(department, rows) for department, rows in sorted(said.items())]


def _filings(department: str, rows: Sequence[tuple[bool, bool]]) -> FilingsStanding:
    counted = Counter(rows)
    return FilingsStanding(
        department,
        open=counted[False, True] + counted[False, False],
        late=counted[False, False],
        done=counted[True, True] + counted[True, False],
        in_time=counted[True, True],
    )


def visits_missed(actor: Actor, today: date) -> list[VisitsMissed]:
    late = _led(actor).filter(status__in=OPEN, visit__last_day__lt=today)
    rows = late.values(lead=F("visit__lead")).annotate(count=Count("pk"), last=Min("visit__last_day")).order_by("last", "lead")
    return [VisitsMissed(row["lead"], row["count"], row["last"]) for row in rows]


def own_visits(actor: Actor, cert_no: str, today: date, until: date) -> list[OwnVisit]:
    """To which an officer was drawn, not closed yet and beginning by a day; the nearest first."""
    mine = within(actor, models.Inspection.objects.filter(status__in=(*OPEN, InspectionStatus.STARTED), visit__first_day__lte=until))
    mine = mine.exclude(sealed(actor, today, "visit__"))
    rows = mine.filter(visit__officers__cert_no=cert_no).select_related("visit__subject").order_by("visit__first_day", "pk")
    return [
        OwnVisit(
            inspection=row.pk,
            name=row.visit.subject.name,
            first_day=row.visit.first_day,
            last_day=row.visit.last_day,
            departments=tuple(row.visit.departments),
            started=row.status == InspectionStatus.STARTED,
        )
        for row in rows
    ]


def tasks_at_hand(actor: Actor, sid: str) -> list[str]:
    """Numbers of the inspections of a subject that are not closed and in which the actor's department takes part."""
    mine = within(actor, models.Inspection.objects.filter(status__in=(*OPEN, InspectionStatus.STARTED), visit__subject=sid))
    rows = mine.filter(visit__departments__contains=[actor.department]).order_by("visit__first_day", "pk")
    return list(rows.values_list("number", flat=True))


def _led(actor: Actor) -> QuerySet[models.Inspection]:
    return of_department(actor, within(actor, models.Inspection.objects.all()), "visit__lead")
