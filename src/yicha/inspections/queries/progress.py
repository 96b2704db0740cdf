"""任务进程 (GX-4.4): one read model over plans, programmes, visits and inspections. Nothing of it is stored."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from yicha.inspections import models
from yicha.inspections.queries.clocks import Clocks
from yicha.inspections.states import INSPECTION_PLACES, PROGRAMME_PLACES, VISIT_PLACES
from yicha.inspections.types import (
    InspectionStatus,
    Next,
    Place,
    ProgrammeProgress,
    Step,
    TaskPlace,
    TaskProgress,
    TaskStatus,
    YearProgress,
)
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.norms.queries import until
from yicha.planning.queries import plans_standing, programme_tasks, programmes
from yicha.planning.types import ProgrammeRow, ProgrammeStatus, ProgrammeTask, VisitStatus

OPEN = (TaskStatus.WAITING, TaskStatus.SIGNED, TaskStatus.CHECKING, TaskStatus.SUBMITTED)


def years_progress(actor: Actor, years: Sequence[int], today: date) -> list[YearProgress]:
    """Of each year the plans and the programme that goes furthest: the adopted one, else the newest."""
    plans = plans_standing(actor, actor.region, years)
    held = [row for row in programmes(actor, actor.region, *years) if row.status is not ProgrammeStatus.DISCARDED]
    found = []
    for year in years:
        rows = sorted((row for row in held if row.year == year), key=lambda row: (row.status is ProgrammeStatus.ADOPTED, row.id))
        shown = progress_of(rows[-1], places_of(actor, rows[-1].id, today)) if rows else None
        found.append(YearProgress(year, tuple(one for one in plans if one.year == year), shown))
    return found


def places_of(actor: Actor, programme: int, today: date) -> list[TaskPlace]:
    """Where each task is in which the actor's department takes part."""
    found = within(actor, models.Inspection.objects.filter(visit__programme=programme))
    inspections = {visit: (pk, InspectionStatus(status)) for visit, pk, status in found.values_list("visit", "pk", "status")}
    return [_place(task, *inspections.get(task.visit, (None, None))) for task in programme_tasks(actor, programme, today)]


def _place(task: ProgrammeTask, inspection: int | None, status: InspectionStatus | None) -> TaskPlace:
    by_visit = status is None or task.status is VisitStatus.CANCELLED
    place = VISIT_PLACES[task.status] if by_visit or status is None else INSPECTION_PLACES[status]
    return TaskPlace(task, place, inspection, status)


def progress_of(programme: ProgrammeRow, places: Sequence[TaskPlace]) -> ProgrammeProgress:
    """A programme that was adopted stands where the last of its tasks stands; before, its own state says it."""
    counted = Counter(one.place.step for one in places)
    counts = tuple((step, counted[step]) for step in Step if counted[step])
    until_day = programme.opinions_by if programme.awaited else None
    return ProgrammeProgress(programme, _whole(programme, places), programme.awaited, until_day, counts)


def _whole(programme: ProgrammeRow, places: Sequence[TaskPlace]) -> Place:
    if programme.status is ProgrammeStatus.CONSULTING and not programme.awaited:
        return Place(Step.CONSULT, Next.OFFICE)
    steps = list(Step)
    waiting = [one.place for one in places if one.place.step is not Step.OUT]
    if programme.status is ProgrammeStatus.ADOPTED and waiting:
        return min(waiting, key=lambda place: steps.index(place.step))
    return PROGRAMME_PLACES[programme.status]


def progressing(actor: Actor, places: Sequence[TaskPlace], at: datetime) -> list[TaskProgress]:
    """A page of tasks with their clocks and with the departments whose part is open."""
    keys = [one.inspection for one in places if one.inspection]
    found = within(actor, models.Inspection.objects.filter(pk__in=keys)).select_related("visit").prefetch_related("tasks")
    rows = {row.pk: row for row in found}
    clocks = Clocks(actor.region, at)
    return [_progress(one, rows.get(one.inspection or 0), clocks) for one in places]


def _progress(one: TaskPlace, row: models.Inspection | None, clocks: Clocks) -> TaskProgress:
    if row is None:
        waiting = one.place.step is Step.SCHEDULE
        return TaskProgress(one, (), until(one.task.first_day, clocks.at) if waiting else None)
    open_parts = [task for task in row.tasks.all() if task.status in OPEN]
    handles = one.place.next is Next.DEPARTMENTS
    waits = tuple(task.department for task in sorted(open_parts, key=lambda task: task.place)) if handles else ()
    return TaskProgress(one, waits, clocks.next_step(row))
