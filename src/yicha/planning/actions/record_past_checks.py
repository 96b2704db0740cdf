from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.planning import models
from yicha.planning.types import PastChecksRecorded, PlanningPermission, RecordPastChecks
from yicha.subjects.queries import subjects_by_sid

BATCH = 1000


@use_case(may=PlanningPermission.RECORD_PAST_CHECKS, clause="LYG-4.3d R-FREQ-2")
def record_past_checks(actor: Actor, command: RecordPastChecks, at: datetime, /) -> PastChecksRecorded:
    """What was checked before, superior levels included: it uses up its class for the year. Recording again changes nothing."""
    if not actor.covers(command.region_path):
        absent("LYG-4.3d")
    known = subjects_by_sid(actor, {check.sid for check in command.checks})
    rows = [
        models.PastCheck(
            region_path=command.region_path,
            sid=check.sid,
            enterprise=known[check.sid].enterprise if check.sid in known else check.sid,
            check_class=check.check_class,
            department=check.department,
            level=check.level,
            on=check.on,
        )
        for check in dict.fromkeys(command.checks)
    ]
    before = models.PastCheck.objects.count()
    models.PastCheck.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    new = models.PastCheck.objects.count() - before
    return PastChecksRecorded(command.region_path, command.source, new, len(rows) - new)
