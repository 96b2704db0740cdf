from datetime import datetime

from yicha.duties.models import FollowUp, Minutes
from yicha.duties.queries import departments_of, require_covered
from yicha.duties.rules import minutes as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.rules.duties import require_department
from yicha.duties.types import DutyPermission, MinutesRecorded, RecordMinutes
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
    for party in command.parties:
        require_department(party, departments_of(command.region_path, today))
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
    tasks = [FollowUp(minutes=row, region_path=row.region_path, **vars(task)) for task in command.tasks]
    made = FollowUp.objects.bulk_create(tasks)
    return MinutesRecorded(row.pk, row.number, tuple(row.parties), tuple(one.pk for one in made))
