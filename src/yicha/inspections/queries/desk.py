"""What an office sees of its inspections: lists, weeks, what waits for the head."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import overload

from django.db.models import Count, Q, QuerySet

from yicha.inspections import models
from yicha.inspections.queries.clocks import Clocks
from yicha.inspections.queries.visits import inspection_row
from yicha.inspections.types import (
    DeskFilter,
    DeskRow,
    InspectionRow,
    InspectionStatus,
    Outcome,
    PointResult,
    ReviewRow,
    TaskStatus,
)
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, of_department, read, within
from yicha.norms.queries import cached
from yicha.planning.queries import sealed

A_WEEK = timedelta(days=7)
DONE = (TaskStatus.SUBMITTED, TaskStatus.CONCLUDED)


ORDERS = {"number": "number", "days": "visit__first_day", "submitted": "submitted"}


class DeskRows(Sequence[DeskRow]):
    """The inspections of the actor's department, or of all for the joint-conference office, as a list that is read by the page.

    What the law does not announce is seen by the departments that come only, until the officers are there; what is sealed by nobody.
    `order`: one of ORDERS, with `-` for the other way round.
    """

    def __init__(self, actor: Actor, wanted: DeskFilter, at: datetime, order: str = "") -> None:
        self.found = _found(actor, wanted).exclude(sealed(actor, at.date(), "visit__"))
        if order:
            self.found = self.found.order_by(f"{'-' * order.startswith('-')}{ORDERS[order.removeprefix('-')]}", "pk")
        self.clocks = Clocks(actor.region, at)

    def __len__(self) -> int:
        return self.found.count()

    @overload
    def __getitem__(self, key: int) -> DeskRow: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[DeskRow]: ...
    def __getitem__(self, key: int | slice) -> DeskRow | Sequence[DeskRow]:
        with cached():
            if isinstance(key, int):
                return self._row(self.found[key])
            return [self._row(row) for row in self.found[key]]

    def _row(self, row: models.Inspection) -> DeskRow:
        return DeskRow(
            id=row.pk,
            number=row.number,
            sid=row.visit.subject_id,
            name=row.visit.subject.name,
            uscc=row.visit.subject.uscc,
            town=row.visit.subject.town,
            first_day=row.visit.first_day,
            last_day=row.visit.last_day,
            lead=row.visit.lead,
            departments=tuple(row.visit.departments),
            announced=row.visit.announced,
            status=InspectionStatus(row.status),
            notice=row.notice,
            parts=len(row.visit.departments),
            submitted=row.submitted,  # type: ignore[attr-defined] # counted by the query
            concluded=row.concluded,  # type: ignore[attr-defined] # as above
            clock=self.clocks.next_step(row),
        )


def weeks(actor: Actor) -> list[date]:
    """The Mondays of all weeks in which the actor's inspections begin, for a filter."""
    days = _found(actor, DeskFilter()).order_by().values_list("visit__first_day", flat=True).distinct()
    return sorted(set(map(monday, days)))


def monday(day: date) -> date:
    """Of the week that the day is in."""
    return day - timedelta(days=day.weekday())


def visible_inspection(actor: Actor, pk: int, today: date) -> InspectionRow:
    """Of the own region; one that the law does not announce, before it began, to the departments that come only, if it is not sealed."""
    found = models.Inspection.objects.exclude(sealed(actor, today, "visit__"))
    row = read(actor, found.select_related("visit"), clause="LYG-4.4a", pk=pk)
    if not (row.visit.announced or row.started_at or any(map(actor.acts_for, row.visit.departments))):
        absent("LYG-4.4a")
    return inspection_row(row)


def reviews(actor: Actor, at: datetime) -> list[ReviewRow]:
    """Results that wait for the actor's agreement, the oldest first."""
    tasks = models.DepartmentTask.objects.filter(status=TaskStatus.SUBMITTED).select_related(
        "inspection__visit__subject", "inspection__record"
    )
    found = of_department(actor, within(actor, tasks, "inspection__region_path")).order_by("submitted_at", "pk")
    clocks = Clocks(actor.region, at)
    return [_review(task, clocks) for task in found]


def _review(task: models.DepartmentTask, clocks: Clocks) -> ReviewRow:
    submitted_at = task.submitted_at or clocks.at
    failed = tuple((answer["point"], answer["note"]) for answer in task.answers if answer["result"] == PointResult.FAIL)
    return ReviewRow(
        inspection=task.inspection_id,
        number=task.inspection.number,
        name=task.inspection.visit.subject.name,
        department=task.department,
        outcome=Outcome(task.outcome),
        note=task.note,
        failed=failed,
        points=len(task.answers),
        refused=bool(task.inspection.record.refused_because),
        officers=len(task.officers),
        submitted_at=submitted_at,
        clock=clocks.filing(submitted_at),
    )


def _found(actor: Actor, wanted: DeskFilter) -> QuerySet[models.Inspection]:
    own = actor.department if not (actor.whole_region or actor.system) else ""
    found = within(actor, models.Inspection.objects.all())
    for department in filter(None, (own, wanted.department)):
        found = found.filter(visit__departments__contains=[department])
    if wanted.week:
        found = found.filter(visit__first_day__gte=wanted.week, visit__first_day__lt=wanted.week + A_WEEK)
    if wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.text:
        text = wanted.text.strip()
        found = found.filter(Q(visit__subject__name__icontains=text) | Q(visit__subject__uscc__iexact=text) | Q(number__contains=text))
    counted = {
        "submitted": Count("tasks", filter=Q(tasks__status__in=_values(DONE))),
        "concluded": Count("tasks", filter=Q(tasks__status=TaskStatus.CONCLUDED)),
    }
    return found.select_related("visit__subject").annotate(**counted).order_by("visit__first_day", "pk")


def _values(statuses: Iterable[TaskStatus]) -> list[str]:
    return [status.value for status in statuses]
