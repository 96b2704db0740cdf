from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.use_case import use_case
from yicha.orgs.models import DelegatedItem, Delegation
from yicha.orgs.rules.delegations import ended_on, require_open
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.types import DelegationEnded, EndDelegation, OrgPermission


@use_case(may=OrgPermission.END_DELEGATION, clause="GX-3.5 LYG-5.5")
def end_delegation(actor: Actor, command: EndDelegation, at: datetime, /) -> DelegationEnded:
    own = of_department(actor, Delegation.objects.all(), "from_department_id")
    delegation = fetch(actor, own, path="from_department__region__path", clause="GX-3.5", pk=command.delegation)
    require_reason(command.reason)
    last_day = ended_on(delegation.first_day, timezone.localdate(at))
    require_open(delegation.last_day, last_day)
    delegation.last_day, delegation.ended_reason = last_day, command.reason
    delegation.save()
    valid = DateRange(delegation.first_day, last_day + timedelta(days=1))
    DelegatedItem.objects.filter(delegation=delegation).update(valid=valid)
    return DelegationEnded(delegation.pk, last_day, command.reason)
