"""`/api/v1/tasks`: joint tasks between systems, by the same steps as on the pages.

The system of the level above (scope `tasks`) dispatches and asks; a department's own system (scope `task_work`) claims, executes, ends and
feeds back its part. A step that was taken is taken once: the same request again is answered as the first time, another one for the same
step is refused.
"""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from yicha.duties.queries import names_of
from yicha.kernel.access import actor_of, before_reading, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.uploads import upload
from yicha.levels.actions.claim_task import claim_task
from yicha.levels.actions.end_task import end_task
from yicha.levels.actions.execute_task import execute_task
from yicha.levels.actions.feed_task_back import feed_task_back
from yicha.levels.actions.give_task_back import give_task_back
from yicha.levels.actions.receive_task import receive_task
from yicha.levels.queries import check_records, task_by_number
from yicha.levels.rules.exchange import read_dispatch, write_feedback
from yicha.levels.types import (
    ClaimTask,
    EndTask,
    ExecuteTask,
    FeedTaskBack,
    GiveTaskBack,
    LevelPermission,
    ReceiveTask,
    UnitStatus,
    UpperTaskRow,
)
from yicha.planning.queries import visits_of
from yicha.planning.types import VisitStatus

LIMIT = 2 * 1024 * 1024
REFUSED = frozenset({401, 403, 404, 409, 422})
ANSWERS: dict[Any, Any] = {200: dict[str, Any], REFUSED: dict[str, Any]}
Number = Annotated[str, Field(pattern=r"^[^\x00]{1,60}$")]
Text = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[^\x00]*$")]
dispatches, works = before_reading(LevelPermission.DISPATCH), before_reading(LevelPermission.WORK)
router = Router(tags=["tasks"])


class DispatchIn(Schema):
    """`taskInfo` as the platforms' contract has it (taskNo, taskName, taskStartTime, unionDeptNo, superviseObjects …)."""

    taskInfo: dict[str, Any]  # noqa: N815 their name


class ReasonIn(Schema):
    reason: Text


class ExecuteIn(Schema):
    """`code`: the subject as the task names it. `visit`: the number of a planned visit; without it one for this cause, for an item."""

    code: Text
    visit: str = Field("", max_length=40)
    item: str = Field("", max_length=60)
    visit_on: date | None = None


class FeedbackIn(Schema):
    suggestion: str = Field(min_length=1, max_length=1000, pattern=r"^[^\x00]*$")


class UnitOut(Schema):
    """Where the department stands now."""

    number: str
    department: str
    status: UnitStatus
    feed_back_by: date | None


class TaskSubjectOut(Schema):
    """`sid` is empty where the register does not have it."""

    name: str
    code: str
    kind: str
    sid: str


class PartOut(Schema):
    number: str
    name: str
    started_on: date
    initiator: str
    matter: str
    content: str
    demands: str
    remark: str
    claim_by: date
    subjects: list[TaskSubjectOut]
    part: UnitOut


@router.post("/tasks", auth=dispatches, response=ANSWERS)
@requires(LevelPermission.DISPATCH)
def dispatch(request: HttpRequest, sent: DispatchIn) -> HttpResponse:
    """分发: what was sent is kept byte for byte; the answer says where each department stands."""
    actor, said = actor_of(request), read_dispatch(request.body)
    key = f"task:{said.number}"
    kept = upload(actor, [request.body], now(), kind="upper_task", name="task.json", limit=LIMIT, key=key)
    receive_task(actor, ReceiveTask(actor.region, kept.file, said), now(), key=key)
    return _feedback(actor, said.number)


@router.get("/tasks/{task}", auth=dispatches, response=ANSWERS)
@requires(LevelPermission.DISPATCH)
def ask(request: HttpRequest, task: Path[Number]) -> HttpResponse:
    """How far it is, with the records of the checks: the feedback file as it stands now."""
    return _feedback(actor_of(request), task)


@router.get("/tasks/{task}/part", auth=works, response={200: PartOut, REFUSED: dict[str, Any]})
@requires(LevelPermission.WORK)
def part(request: HttpRequest, task: Path[Number]) -> dict[str, Any]:
    """What a number in `task_dispatched` stands for: the task, and where the department that asks stands."""
    actor, found = _task(request, task)
    return asdict(found) | {"part": _unit(actor, task)}


@router.post("/tasks/{task}/claim", auth=works, response={200: UnitOut, REFUSED: dict[str, Any]})
@requires(LevelPermission.WORK)
def claim(request: HttpRequest, task: Path[Number]) -> UnitOut:
    """认领."""
    actor, found = _task(request, task)
    claim_task(actor, ClaimTask(found.id, actor.department), now(), key=f"task:{task}")
    return _unit(actor, task)


@router.post("/tasks/{task}/return", auth=works, response={200: UnitOut, REFUSED: dict[str, Any]})
@requires(LevelPermission.WORK)
def give_back(request: HttpRequest, task: Path[Number], sent: ReasonIn) -> UnitOut:
    """退回: not this department's business, and why."""
    actor, found = _task(request, task)
    give_task_back(actor, GiveTaskBack(found.id, actor.department, sent.reason), now(), key=f"task:{task}")
    return _unit(actor, task)


@router.post("/tasks/{task}/execute", auth=works, response={200: UnitOut, REFUSED: dict[str, Any]})
@requires(LevelPermission.WORK)
def execute(request: HttpRequest, task: Path[Number], sent: ExecuteIn) -> UnitOut:
    """执行: with a visit that is planned anyway, else with one for this cause."""
    actor, found = _task(request, task)
    subject = next((one for one in found.subjects if one.code == sent.code), None) or absent("YX-2.8")
    visit = _visit(actor, subject.sid, sent.visit) if sent.visit else 0
    what = ExecuteTask(found.id, actor.department, subject.id, visit, sent.item, sent.visit_on)
    execute_task(actor, what, now(), key=f"task:{task}:{subject.id}")
    return _unit(actor, task)


@router.post("/tasks/{task}/end", auth=works, response={200: UnitOut, REFUSED: dict[str, Any]})
@requires(LevelPermission.WORK)
def end(request: HttpRequest, task: Path[Number], sent: ReasonIn) -> UnitOut:
    """结束: what was begun is done; of what was not checked, why not."""
    actor, found = _task(request, task)
    end_task(actor, EndTask(found.id, actor.department, sent.reason), now(), key=f"task:{task}")
    return _unit(actor, task)


@router.post("/tasks/{task}/feedback", auth=works, response={200: UnitOut, REFUSED: dict[str, Any]})
@requires(LevelPermission.WORK)
def feed_back(request: HttpRequest, task: Path[Number], sent: FeedbackIn) -> UnitOut:
    """反馈: what the department tells the level above, signed off where the system stands."""
    actor, found = _task(request, task)
    feed_task_back(actor, FeedTaskBack(found.id, actor.department, sent.suggestion), now(), key=f"task:{task}")
    return _unit(actor, task)


def _task(request: HttpRequest, number: str) -> tuple[Actor, UpperTaskRow]:
    """A task in which the program's department takes part; of others it does not hear."""
    actor = actor_of(request)
    task = task_by_number(actor, number)
    return (actor, task) if task.unit(actor.department) else absent("YX-2.8")


def _visit(actor: Actor, sid: str, number: str) -> int:
    planned = (one for one in visits_of(actor, sid, now().date()) if one.number == number and one.status is not VisitStatus.CANCELLED)
    return next((one.id for one in planned), 0) or absent("YX-2.8")


def _unit(actor: Actor, number: str) -> UnitOut:
    found = task_by_number(actor, number).unit(actor.department) or absent("YX-2.8")
    return UnitOut(number=number, department=found.department, status=found.status, feed_back_by=found.feed_back_by)


def _feedback(actor: Actor, number: str) -> HttpResponse:
    task = task_by_number(actor, number)
    names = names_of(task.region_path, now().date())
    return HttpResponse(write_feedback(task, names, check_records(actor, task)), content_type="application/json")
