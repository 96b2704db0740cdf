"""What must hold before minutes are kept and a follow-up task is closed."""

from datetime import datetime

from yicha.duties.types import RecordMinutes
from yicha.kernel.refusals import Exit, RuleBroken


def require_minutes(command: RecordMinutes) -> None:
    """WS-2.3: what it was about, who else was there, what was agreed or told."""
    if not command.title.strip() or not command.text.strip():
        raise RuleBroken("请写明会商或通报的事由和内容", clause="WS-2.3")
    if not set(command.parties) - {command.department}:
        raise RuleBroken("请选参加会商或收到通报的其他部门", clause="WS-2.3")


def require_tasks(command: RecordMinutes) -> None:
    """WS-2.3: a task has a department, says what, and ends after the meeting."""
    for task in command.tasks:
        if not task.what.strip() or task.due_by < command.held_on:
            raise RuleBroken("后续任务须写明做什么，期限不早于会商之日", clause="WS-2.3")
        if (task.done_on is None) is not (task.result == "") or (task.done_on and task.done_on < command.held_on):
            raise RuleBroken("办结的任务须写明办结日期和结果，不早于会商之日", clause="WS-2.3")
        if task.department not in {command.department, *command.parties}:
            raise RuleBroken("后续任务只能交给参加的部门", clause="WS-2.3", exits=(Exit("把该部门列为参加部门"),))


def require_open(done_at: datetime | None, result: str) -> None:
    """WS-2.3: a task is closed once, with what came of it."""
    if done_at is not None:
        raise RuleBroken("这项任务已经办结", clause="WS-2.3")
    if not result.strip():
        raise RuleBroken("请写明办理结果", clause="WS-2.3")
