"""Reads for the page of the day: what waits, and how far the year has come."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, F, Func, IntegerField, Q, Sum

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.planning import models
from yicha.planning.queries.sealing import sealed
from yicha.planning.types import FilingStatus, FilingWaiting, PlanStanding, PlanStatus, VisitStatus, WeekDoors


class Cardinality(Func):
    function = "cardinality"
    output_field = IntegerField()


def plans_standing(actor: Actor, region_path: str, years: Collection[int]) -> list[PlanStanding]:
    """The plans that were filed for some years, whatever became of them."""
    plans = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year__in=years)).annotate(count=Count("lines"))
    rows = plans.order_by("year", "department").values_list("year", "department", "status", "count", "returned_because")
    return [PlanStanding(year, department, PlanStatus(status), count, why) for year, department, status, count, why in rows]


def filings_waiting(actor: Actor, region_path: str) -> list[FilingWaiting]:
    """What waits for consent, of the actor's department (of all, for who acts for the region), the nearest visit first."""
    waiting = models.Filing.objects.filter(region_path=region_path, status=FilingStatus.FILED, exemption="")
    rows = of_department(actor, within(actor, waiting))
    return [
        FilingWaiting(row.pk, row.department, row.subject.name, row.visit_on, row.filed_at, row.reason)
        for row in rows.select_related("subject").order_by("visit_on", "pk")
    ]


def doors_by_week(actor: Actor, region_path: str, year: int) -> list[WeekDoors]:
    """Of the adopted programme, visits that were cancelled left out. `apart` counts a door for each department that takes part."""
    doors = models.Visit.objects.filter(region_path=region_path, year=year, door=True, programme__isnull=False)
    done = Q(status=VisitStatus.DONE)
    weeks = within(actor, doors.exclude(status=VisitStatus.CANCELLED)).values("week")
    rows = weeks.annotate(
        together=Count("pk"),
        apart=Sum(Cardinality("departments")),
        done=Count("pk", filter=done),
    )
    return [WeekDoors(row["week"], row["apart"], row["together"], row["done"]) for row in rows.order_by("week")]


def visits_numbered(actor: Actor, text: str, most: int, today: date) -> list[tuple[int, str, str, date]]:
    """Visits whose number holds a text, who is sealed left out: id, number, name of the subject, first day."""
    found = within(actor, models.Visit.objects.filter(number__icontains=text).exclude(sealed(actor, today))).order_by("number")[:most]
    return [(row[0], row[1], row[2], row[3]) for row in found.values_list("pk", "number", F("subject__name"), "first_day")]
