"""Tasks from above, where each department stands in them, and the records that go back."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from yicha.inspections.queries import inspections
from yicha.inspections.types import InspectionRow
from yicha.inspections.types import TaskStatus as PartStatus
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.levels.models import TaskSubject, TaskUnit, TaskVisit, UpperTask
from yicha.levels.types import CheckRecord, TaskSubjectRow, TaskVisitRow, UnitRow, UnitStatus, UpperTaskRow
from yicha.planning.queries import visit as visit_of
from yicha.planning.types import VisitRow, VisitStatus

FINISHED = (VisitStatus.DONE, VisitStatus.CANCELLED)
OWED = (UnitStatus.DISPATCHED, UnitStatus.CLAIMED, UnitStatus.ENDED)
UNIT = (
    *("department", "claimed_at", "feed_back_by", "ended_at"),
    *("end_reason", "fed_back_at", "suggestion", "returned_because"),
)
PLAIN = (
    *("number", "region_path", "name", "started_on", "initiator", "matter"),
    *("content", "demands", "remark", "received_at", "claim_by"),
)


def upper_tasks(actor: Actor) -> list[UpperTaskRow]:
    """All of the region, the latest first."""
    return [_row(row) for row in within(actor, _all()).order_by("-received_at", "-pk")]


def upper_task(actor: Actor, pk: int) -> UpperTaskRow:
    return _row(read(actor, _all(), clause="YX-2.8", pk=pk))


def task_by_number(actor: Actor, number: str) -> UpperTaskRow:
    """By the number of the level above, in the actor's own region."""
    return _row(read(actor, _all(), clause="YX-2.8", number=number, region_path=actor.region))


def tasks_owed(actor: Actor) -> list[UpperTaskRow]:
    """Tasks in which the actor's department has something to do."""
    mine = TaskUnit.objects.filter(department=actor.department, status__in=OWED).values("task")
    return [_row(row) for row in within(actor, _all().filter(pk__in=mine)).order_by("claim_by", "pk")]


def unit_visits(unit: int) -> list[TaskVisitRow]:
    """For `end_task`, which holds the part."""
    return [_visit(row) for row in TaskVisit.objects.filter(unit=unit).select_related("visit", "unit").order_by("pk")]


def check_records(actor: Actor, task: UpperTaskRow) -> list[CheckRecord]:
    """What the departments of a task found at its subjects: every part that its head has concluded."""
    pairs = [(subject, one) for subject in task.subjects for one in subject.visits]
    found = {row.visit: row for row in inspections(actor, task.region_path, visits=[one.visit for _, one in pairs])}
    return [record for subject, one in pairs if one.visit in found for record in _records(actor, subject, one.department, found[one.visit])]


def _records(actor: Actor, subject: TaskSubjectRow, department: str, row: InspectionRow) -> Iterator[CheckRecord]:
    planned = visit_of(actor, row.visit)
    items = items_in_force(actor, row.region_path, planned.first_day)
    for part in row.tasks:
        if part.department == department and part.status is PartStatus.CONCLUDED and part.submitted_at and part.outcome:
            code = _item(planned, department)
            name = items[code].name if code in items else code
            said = (subject.name, subject.code, part.submitted_at, part.outcome)
            yield CheckRecord(department, row.number, code, name, *said, part.officers)


def _item(planned: VisitRow, department: str) -> str:
    return next((demand.item_code for demand in planned.demands if demand.department == department), "")


def _all() -> QuerySet[UpperTask]:
    return UpperTask.objects.prefetch_related("units", "subjects__visits__visit", "subjects__visits__unit")


def _row(row: UpperTask) -> UpperTaskRow:
    units = sorted(row.units.all(), key=lambda unit: unit.pk)
    subjects: Sequence[TaskSubject] = sorted(row.subjects.all(), key=lambda subject: subject.place)
    return UpperTaskRow(
        id=row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        units=tuple(UnitRow(status=UnitStatus(unit.status), **{name: getattr(unit, name) for name in UNIT}) for unit in units),
        subjects=tuple(_subject(subject) for subject in subjects),
    )


def _subject(row: TaskSubject) -> TaskSubjectRow:
    visits = tuple(_visit(one) for one in sorted(row.visits.all(), key=lambda one: one.pk))
    return TaskSubjectRow(row.pk, row.name, row.code, row.kind, row.subject_id or "", visits)


def _visit(row: TaskVisit) -> TaskVisitRow:
    planned = row.visit
    return TaskVisitRow(row.unit.department, planned.pk, planned.number, planned.first_day, planned.status in FINISHED)
