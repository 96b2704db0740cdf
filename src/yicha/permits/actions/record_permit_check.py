from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.permits.models import Permit
from yicha.permits.types import PermitCheckRecorded, PermitPermission, PermitStatus, RecordPermitCheck
from yicha.subjects.queries import region_of


@use_case(may=PermitPermission.RECORD_CHECK, clause="GX-6.3b LYG-2.4")
def record_permit_check(actor: Actor, command: RecordPermitCheck, at: datetime, /) -> PermitCheckRecorded:
    """The loop closes: a concluded inspection of the holder by the department that owes the check is the 批后核查."""
    region_of(actor, command.sid)  # not found elsewhere
    checked_on = working_days().day_of(command.checked_at)
    owed = Permit.objects.select_for_update().filter(sid=command.sid, department=command.department, checked_at__isnull=True)
    closed = list(within(actor, owed).filter(status=PermitStatus.VALID, granted_on__lte=checked_on).order_by("pk"))
    for permit in closed:
        permit.checked_at, permit.inspection = command.checked_at, command.inspection
        permit.save()
    return PermitCheckRecorded(command.sid, command.department, command.inspection, tuple(permit.number for permit in closed))
