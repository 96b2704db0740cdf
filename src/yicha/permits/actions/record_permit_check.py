from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.permits.models import ConcludedCheck, Permit
from yicha.permits.queries.checks import checks_lock
from yicha.permits.types import PermitCheckRecorded, PermitPermission, PermitStatus, RecordPermitCheck
from yicha.subjects.queries import numbers_of, region_of


@use_case(may=PermitPermission.RECORD_CHECK, clause="GX-6.3b LYG-2.4")
def record_permit_check(actor: Actor, command: RecordPermitCheck, at: datetime, /) -> PermitCheckRecorded:
    """The loop closes: a concluded inspection of the holder by the department that owes the check is the 批后核查.

    It is kept: the permit that it answers may still be on its way.
    """
    hold(checks_lock(region_of(actor, command.sid)))  # not found elsewhere
    kept = {"sid": command.sid, "checked_at": command.checked_at}
    ConcludedCheck.objects.get_or_create(inspection=command.inspection, department=command.department, defaults=kept)
    checked_on = working_days().day_of(command.checked_at)
    numbers = numbers_of([command.sid])[command.sid]
    owed = Permit.objects.select_for_update().filter(sid__in=numbers, department=command.department, checked_at__isnull=True)
    closed = list(within(actor, owed).filter(status=PermitStatus.VALID, granted_on__lte=checked_on).order_by("pk"))
    for permit in closed:
        permit.checked_at, permit.inspection = command.checked_at, command.inspection
        permit.save()
    return PermitCheckRecorded(command.sid, command.department, command.inspection, tuple(permit.number for permit in closed))
