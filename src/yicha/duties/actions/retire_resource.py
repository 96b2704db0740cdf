from datetime import datetime

from yicha.duties.models import Resource
from yicha.duties.rules.disputes import require_own
from yicha.duties.rules.duties import require_reason
from yicha.duties.types import DutyPermission, ResourceRetired, RetireResource
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.LIST_RESOURCE, clause="GX-4.1")
def retire_resource(actor: Actor, command: RetireResource, at: datetime, /) -> ResourceRetired:
    """No longer to be called upon, and why."""
    row = fetch(actor, Resource.objects.all(), clause="GX-4.1", pk=command.resource)
    require_own(actor, row.department)
    require_reason(command.reason, "GX-4.1")
    row.retired_on, row.retired_because = command.last_day, command.reason
    row.save()
    return ResourceRetired(row.pk, command.reason)
