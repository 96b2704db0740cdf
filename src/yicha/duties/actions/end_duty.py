from datetime import datetime

from django.db import IntegrityError

from yicha.duties.actions.assign_duty import check_successors, ended
from yicha.duties.models import Duty
from yicha.duties.queries.duties import ONE_DAY
from yicha.duties.rules import duties as rules
from yicha.duties.types import DutyEnded, DutyPermission, EndDuty
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.END, clause="WY-5.2 WS-2.2")
def end_duty(actor: Actor, command: EndDuty, at: datetime, /) -> DutyEnded:
    """A department no longer assists, or a town's lead falls back to the region's. Without a successor nobody ceases to lead."""
    duty = fetch(actor, Duty.objects.all(), clause="WS-2.2", pk=command.duty)
    rules.require_reason(command.reason, "WS-2.2")
    duty.valid = ended(duty.valid, min(command.last_day + ONE_DAY, duty.valid.upper or command.last_day + ONE_DAY))
    duty.ended_because, duty.cut_by = command.reason, None  # an end of its own: what took its place gives nothing back
    try:
        duty.save()
        check_successors()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return DutyEnded(duty.pk, duty.department, command.last_day, command.reason)
