"""Inspections and their parts, in the actor's jurisdiction only."""

from collections.abc import Iterable

from yicha.inspections import models
from yicha.inspections.types import InspectionRow, InspectionStatus, Outcome, TaskRow, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, read, within


def inspection(actor: Actor, pk: int) -> InspectionRow:
    return inspection_row(read(actor, models.Inspection.objects.all(), clause="LYG-4.4a", pk=pk))


def numbered_inspection(actor: Actor, number: str) -> InspectionRow:
    return inspection_row(read(actor, models.Inspection.objects.all(), clause="LYG-4.4a", number=number))


def held_inspection(actor: Actor, pk: int) -> InspectionRow:
    """The same, its row locked until the caller's transaction ends: whoever judges by it is alone with it."""
    return inspection_row(fetch(actor, models.Inspection.objects.all(), clause="LYG-4.4a", pk=pk))


def inspections(actor: Actor, region_path: str, *, visits: Iterable[int] | None = None) -> list[InspectionRow]:
    found = within(actor, models.Inspection.objects.filter(region_path=region_path)).prefetch_related("tasks")
    if visits is not None:
        found = found.filter(visit__in=list(visits))
    return [inspection_row(row) for row in found.order_by("pk")]


def inspection_row(row: models.Inspection) -> InspectionRow:
    return InspectionRow(
        id=row.pk,
        number=row.number,
        region_path=row.region_path,
        visit=row.visit_id,
        code=row.code,
        status=InspectionStatus(row.status),
        notice=row.notice,
        notified_at=row.notified_at,
        started_at=row.started_at,
        started_by=row.started_by,
        closed_at=row.closed_at,
        cancelled_because=row.cancelled_because,
        stopped_because=row.stopped_because,
        place=row.place,
        no_code_because=row.no_code_because,
        tasks=tuple(_task(task) for task in sorted(row.tasks.all(), key=lambda task: task.place)),
    )


def _task(task: models.DepartmentTask) -> TaskRow:
    return TaskRow(
        department=task.department,
        min_officers=task.min_officers,
        status=TaskStatus(task.status),
        holder=task.holder,
        signed_at=task.signed_at,
        outcome=Outcome(task.outcome) if task.outcome else None,
        officers=tuple(task.officers),
        note=task.note,
        submitted_at=task.submitted_at,
        concluded_at=task.concluded_at,
        returned_because=task.returned_because,
        withdrawn_because=task.withdrawn_because,
        entrusted_to=task.entrusted_to,
        entrusted_basis=task.entrusted_basis,
    )
