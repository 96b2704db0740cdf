from datetime import datetime

from django.db import IntegrityError

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Leave, Officer
from yicha.orgs.rules.inputs import require_days
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.types import LeaveRecorded, OrgPermission, RecordLeave


@use_case(may=OrgPermission.RECORD_LEAVE, clause="LYG-4.2")
def record_leave(actor: Actor, command: RecordLeave, at: datetime, /) -> LeaveRecorded:
    own = of_department(actor, Officer.objects.filter(in_post=True), "department_id")
    officer = fetch(actor, own, path="department__region__path", clause="LYG-4.2", cert_no=command.cert_no)
    require_days(command.first_day, command.last_day, "LYG-4.2")
    try:
        Leave.objects.create(officer=officer, first_day=command.first_day, last_day=command.last_day)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return LeaveRecorded(officer.cert_no, command.first_day, command.last_day)
