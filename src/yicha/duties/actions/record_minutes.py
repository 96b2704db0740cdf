from datetime import datetime

from yicha.duties.actions.report_conflict import midnight
from yicha.duties.models import FollowUp, Minutes
from yicha.duties.queries import departments_of, require_covered
from yicha.duties.rules import minutes as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.rules.duties import require_department
from yicha.duties.types import DutyPermission, MinutesRecorded, RecordMinutes, Task
from yicha.kernel.actor import Actor
from yicha.kernel.numbers import document_number
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days

SERIES = {"meeting": "会商", "circular": "通报"}


@use_case(may=DutyPermission.RECORD_MINUTES, clause="WS-2.3 GX-2.4")
def record_minutes(actor: Actor, command: RecordMinutes, at: datetime, /) -> MinutesRecorded:
    """会商纪要 or 通报, with the tasks that follow; each has a department and a last day."""
    require_covered(actor, command.region_path, "WS-2.3")
    require_own(actor, command.department)
    rules.require_minutes(command)
    rules.require_tasks(command)
    today = working_days().day_of(at)
    existing = departments_of(command.region_path, min(command.held_on, today))
    for party in command.parties:
        require_department(party, existing)
    row = Minutes(
        region_path=command.region_path,
        department=command.department,
        kind=command.kind,
        title=command.title,
        held_on=command.held_on,
        parties=list(dict.fromkeys(command.parties)),
        text=command.text,
    )
    row.number = document_number(SERIES[command.kind], f"minutes-{command.kind}", command.region_path, today.year)
    row.save()
    made = FollowUp.objects.bulk_create([_task(row, task) for task in command.tasks])
    return MinutesRecorded(row.pk, row.number, tuple(row.parties), tuple(one.pk for one in made))


def _task(row: Minutes, task: Task) -> FollowUp:
    done_at = midnight(task.done_on) if task.done_on else None
    said = {"department": task.department, "what": task.what, "due_by": task.due_by, "result": task.result}
    return FollowUp(minutes=row, region_path=row.region_path, done_at=done_at, **said)
