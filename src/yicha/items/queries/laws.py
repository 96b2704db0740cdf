"""立改废释 and what is owed on account of it."""

from collections.abc import Iterable
from datetime import date, datetime

from yicha.engines.deadlines import Clock, Reading, read
from yicha.items.models import Item, LawChange, LawTask
from yicha.items.queries.in_force import items_in_force
from yicha.items.rules.laws import cites, rests_on
from yicha.items.types import AffectedItem, LawChangeRow, LawTaskRow, LawTaskStatus, Revision
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read as read_one
from yicha.kernel.jurisdiction import within
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


def law_changes(actor: Actor, region_path: str, at: datetime) -> list[LawChangeRow]:
    """The register, latest first, each with its tasks and their clocks."""
    found = within(actor, LawChange.objects.filter(region_path=region_path)).prefetch_related("tasks").order_by("-registered_at", "-pk")
    rows = list(found)
    names = _names(region_path, (task.code for row in rows for task in row.tasks.all()))
    return [_change(row, names, at) for row in rows]


def law_change(actor: Actor, pk: int, at: datetime) -> LawChangeRow:
    found = read_one(actor, LawChange.objects.prefetch_related("tasks"), clause="WS-2.1", pk=pk)
    return _change(found, _names(found.region_path, (task.code for task in found.tasks.all())), at)


def open_law_tasks(actor: Actor, region_path: str, at: datetime, department: str = "") -> list[LawTaskRow]:
    """What departments still owe an answer to, or one of them, the most urgent first."""
    tasks = within(actor, LawTask.objects.filter(status=LawTaskStatus.OPEN), "law_change__region_path")
    found = tasks.filter(law_change__region_path=region_path, **({"department": department} if department else {}))
    rows = list(found.select_related("law_change").order_by("law_change__registered_at", "department", "code"))
    names = _names(region_path, (row.code for row in rows))
    return [_task(row, row.law_change, names, at) for row in rows]


def law_tasks_by_change(actor: Actor, region_path: str, at: datetime, department: str = "") -> list[list[LawTaskRow]]:
    """The open tasks, those of one change together."""
    rows = open_law_tasks(actor, region_path, at, department)
    return [[row for row in rows if row.law_change == pk] for pk in dict.fromkeys(row.law_change for row in rows)]


def affected_items(actor: Actor, region_path: str, instrument: str, article: str, on: date) -> list[AffectedItem]:
    """Items in force that rest on an instrument; those that cite the article first."""
    rows = [row for row in items_in_force(actor, region_path, on).values() if rests_on(row, instrument)]
    found = [AffectedItem(row.code, row.name, row.department, row.legal_basis, cites(row, instrument, article)) for row in rows]
    return sorted(found, key=lambda one: (not one.cites, one.department, one.code))


def _names(region_path: str, codes: Iterable[str]) -> dict[str, str]:
    found = Item.objects.filter(region_path=region_path, code__in=set(codes)).order_by("version")
    return dict(found.values_list("code", "name"))


def _change(row: LawChange, names: dict[str, str], at: datetime) -> LawChangeRow:
    tasks = sorted(row.tasks.all(), key=lambda task: (task.status != LawTaskStatus.OPEN, task.department, task.code))
    return LawChangeRow(
        id=row.pk,
        kind=Revision(row.kind),
        instrument=row.instrument,
        article=row.article,
        in_force_on=row.in_force_on,
        summary=row.summary,
        registered_at=row.registered_at,
        tasks=tuple(_task(task, row, names, at) for task in tasks),
    )


def _task(task: LawTask, change: LawChange, names: dict[str, str], at: datetime) -> LawTaskRow:
    return LawTaskRow(
        id=task.pk,
        law_change=change.pk,
        instrument=change.instrument,
        department=task.department,
        code=task.code,
        name=names.get(task.code, ""),
        status=LawTaskStatus(task.status),
        reason=task.reason,
        closed_at=task.closed_at,
        clock=_clock(change.region_path, change.registered_at, task.closed_at, at),
    )


def _clock(region_path: str, start: datetime, done: datetime | None, at: datetime) -> Reading:
    """The owner's time: so many working days from registration, by the norm in force on that day."""
    norms = norms_in_force(region_path, start.date())
    thresholds = norms.thresholds
    return read(Clock(start, norms.term(NormCode.LAW_CHANGE_TASK), done=done), at, working_days(), thresholds)
