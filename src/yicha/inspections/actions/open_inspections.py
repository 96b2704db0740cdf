from collections.abc import Iterable
from datetime import datetime

from yicha.inspections.actions._notice import new_code
from yicha.inspections.models import DepartmentTask, Inspection
from yicha.inspections.rules.codes import CODE_LENGTH
from yicha.inspections.types import InspectionPermission, InspectionsOpened, OpenInspections
from yicha.kernel.actor import Actor
from yicha.kernel.numbers import next_numbers
from yicha.kernel.use_case import use_case
from yicha.planning.queries import programme as programme_of
from yicha.planning.queries import visits, visits_outside
from yicha.planning.types import VisitRow, VisitStatus

SERIES, PREFIX = "inspection", "联综查"
BATCH = 1000


@use_case(may=InspectionPermission.OPEN, clause="GX-4.4 LYG-5.3 GX-5.4b")
def open_inspections(actor: Actor, command: OpenInspections, at: datetime, /) -> InspectionsOpened:
    """任务生成: every staffed visit gets its number, its code and a task for each department. Visits with an open post wait.

    A department that joined a visit later gets its task when it has officers, and so does a visit outside the plan.
    """
    programme = programme_of(actor, command.programme)
    place, year = programme.region_path, programme.year
    here = Inspection.objects.filter(visit__region_path=place, visit__year=year)
    known = {row.visit_id: row for row in here.prefetch_related("tasks")}
    found = [*visits(actor, place, programme=programme.id), *visits_outside(actor, place, year)]
    staffed = [row for row in found if row.status is not VisitStatus.CANCELLED and row.staffed]
    ready = [row for row in staffed if row.id not in known]
    numbers = next_numbers(SERIES, place, year, len(ready))
    inspections = Inspection.objects.bulk_create(
        (_inspection(row, f"{PREFIX}〔{year}〕{number}号") for row, number in zip(ready, numbers, strict=True)), batch_size=BATCH
    )
    new = [task for pair in zip(inspections, ready, strict=True) for task in _tasks(*pair)]
    new += [task for row in staffed if row.id in known for task in _tasks(known[row.id], row, known[row.id].tasks.all())]
    tasks = DepartmentTask.objects.bulk_create(new, batch_size=BATCH)
    return InspectionsOpened(programme.id, len(inspections), len(tasks))


def _inspection(row: VisitRow, number: str) -> Inspection:
    return Inspection(number=number, region_path=row.region_path, visit_id=row.id, code=new_code(CODE_LENGTH))


def _tasks(inspection: Inspection, row: VisitRow, known: Iterable[DepartmentTask] = ()) -> Iterable[DepartmentTask]:
    """Those that are not there yet."""
    there = {task.department for task in known}
    for place, name in enumerate(row.departments, 1):
        if name not in there:
            yield DepartmentTask(inspection=inspection, department=name, place=place, min_officers=row.officers_wanted[name])
