from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError

from yicha.duties.queries import departments_of
from yicha.engines.deadlines import due
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.levels.actions._telling import told
from yicha.levels.models import TaskSubject, TaskUnit, UpperTask
from yicha.levels.rules import tasks as rules
from yicha.levels.types import LevelPermission, ReceiveTask, TaskReceived
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.subjects.queries import sids_by_code


@use_case(may=LevelPermission.RECEIVE, clause="YX-2.8 GX-4.4")
def receive_task(actor: Actor, command: ReceiveTask, at: datetime, /) -> TaskReceived:
    """接收分发: the higher level's file becomes a task with a part for each department it names; their time to claim begins."""
    if not actor.covers(command.region_path):
        absent("YX-2.8")
    said, calendar = command.dispatch, working_days()
    rules.require_dispatch(said)
    today = calendar.day_of(at)
    departments = rules.departments_named(said.units, _names(command.region_path, today))
    claim_by = due(at, [norms_in_force(command.region_path, today).term(NormCode.TASK_CLAIM)], calendar).day
    try:
        task = _written(actor, command, departments, at, claim_by)
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    notify(told(Message("", "上级任务", f"{said.name}，请认领", f"/levels/tasks/{task.pk}/"), departments, at), at)
    unknown = task.subjects.filter(subject=None).count()
    return TaskReceived(task.pk, task.number, departments, len(said.subjects), unknown, claim_by)


def _names(region_path: str, on: date) -> Mapping[str, str]:
    found = departments_of(region_path, on).values()
    return {name: row.code for row in found for name in (row.short_name, row.name, row.code)}


def _written(actor: Actor, command: ReceiveTask, departments: tuple[str, ...], at: datetime, claim_by: date) -> UpperTask:
    said = command.dispatch
    plain = {name: getattr(said, name) for name in ("number", "name", "started_on", "initiator", "matter", "content", "demands", "remark")}
    task = UpperTask.objects.create(
        region_path=command.region_path, file_id=own_file(actor, command.file).id, received_at=at, claim_by=claim_by, **plain
    )
    TaskUnit.objects.bulk_create(TaskUnit(task=task, department=department) for department in departments)
    known = sids_by_code(actor, command.region_path, [one.code for one in said.subjects])
    TaskSubject.objects.bulk_create(
        TaskSubject(task=task, place=place, name=one.name, code=one.code, kind=one.kind, subject_id=known.get(one.code))
        for place, one in enumerate(said.subjects, 1)
    )
    return task
