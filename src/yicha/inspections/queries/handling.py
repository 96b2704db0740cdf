"""Parts of visits that nobody has signed for (GX-4.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yicha.engines.deadlines import WorkingCalendar, latest_day
from yicha.inspections import models
from yicha.inspections.types import InspectionStatus, TaskStatus, TasksUnsigned, UnsignedTask
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.norms.queries import norms_in_force, until, working_days
from yicha.norms.types import NormCode, NormsInForce
from yicha.planning.queries import sealed, told_from

BEFORE = (InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD)


def unsigned_tasks(actor: Actor, at: datetime, until_day: date | None = None) -> list[UnsignedTask]:
    """Of the actor's department, or of all for who acts for the region; the nearest visit first. A visit that is over needs none.

    `until_day`: only of visits that begin by then.
    """
    found = _waiting(actor, at.date())
    if until_day:
        found = found.filter(inspection__visit__first_day__lte=until_day)
    rows = found.select_related("inspection__visit__subject", "inspection__visit__programme__draw").order_by(
        "inspection__visit__first_day", "inspection", "place"
    )
    return list(_rows(rows, at, working_days(), norms_in_force(actor.region, at.date())))


def tasks_unsigned(actor: Actor, today: date, until_day: date) -> list[TasksUnsigned]:
    """By department, of visits that begin by a day and are not over."""
    found = (
        _waiting(actor, today).filter(inspection__visit__first_day__lte=until_day).order_by("inspection__visit__first_day", "department")
    )
    calendar, norms = working_days(), norms_in_force(actor.region, today)
    rows: dict[str, TasksUnsigned] = {}
    for task in found.select_related("inspection__visit__programme__draw"):
        due, known = _signing_due(task, norms, calendar), rows.get(task.department)
        first = TasksUnsigned(task.department, 1, task.inspection.visit.first_day, due)
        rows[task.department] = replace(known, count=known.count + 1, due=min(known.due, due)) if known else first
    return list(rows.values())


def _signing_due(task: models.DepartmentTask, norms: NormsInForce, calendar: WorkingCalendar) -> date:
    """GX-4.4: the last day to sign for a part, so many working days before the visit's first day; of what was sealed until later,
    the day on which it is told: nobody is late with what he could not know.
    """
    planned = task.inspection.visit
    by_term = latest_day(planned.first_day, norms.term(NormCode.TASK_SIGNING), calendar)
    open_from = planned.programme.draw.open_from if planned.programme else None
    told = told_from(planned.first_day, open_from, announced=planned.announced)
    return max(by_term, told) if told else by_term


def _waiting(actor: Actor, today: date) -> QuerySet[models.DepartmentTask]:
    """What the law does not announce is seen by the departments that come only; what is sealed by nobody."""
    tasks = models.DepartmentTask.objects.filter(
        status=TaskStatus.WAITING, inspection__status__in=BEFORE, inspection__visit__last_day__gte=today
    )
    found = of_department(actor, within(actor, tasks, "inspection__region_path"))
    found = found.exclude(sealed(actor, today, "inspection__visit__"))
    return found.filter(Q(inspection__visit__announced=True) | Q(inspection__visit__departments__contains=[actor.department]))


def _rows(found: QuerySet[models.DepartmentTask], at: datetime, calendar: WorkingCalendar, norms: NormsInForce) -> Iterator[UnsignedTask]:
    for task in found:
        planned = task.inspection.visit
        yield UnsignedTask(
            inspection=task.inspection_id,
            number=task.inspection.number,
            name=planned.subject.name,
            town=planned.subject.town,
            department=task.department,
            lead=task.department == planned.lead,
            first_day=planned.first_day,
            last_day=planned.last_day,
            starts_at=planned.starts_at,
            clock=until(_signing_due(task, norms, calendar), at),
        )
