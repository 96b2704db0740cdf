from datetime import datetime

from yicha.exchange.models import DataResource
from yicha.exchange.rules.sharing import require_own_resource
from yicha.exchange.states import RESOURCE_TRANSITIONS
from yicha.exchange.types import DataResourceReviewed, ExchangePermission, ResourceStatus, StepDataResource
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ExchangePermission.REVIEW_RESOURCE, clause="GX-5.2b GX-5.3")
def review_data_resource(actor: Actor, command: StepDataResource, at: datetime, /) -> DataResourceReviewed:
    """审核: the head of the department answers for what the entry says."""
    row = fetch(actor, DataResource.objects.all(), clause="GX-5.2b", pk=command.resource)
    require_own_resource(actor, row.department)
    row.status = step(RESOURCE_TRANSITIONS, ResourceStatus(row.status), "review", clause="GX-5.2b")
    row.save()
    return DataResourceReviewed(row.pk, row.name)
