from datetime import datetime

from yicha.exchange.models import DataResource
from yicha.exchange.states import RESOURCE_TRANSITIONS
from yicha.exchange.types import DataResourcePublished, ExchangePermission, ResourceStatus, StepDataResource
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=ExchangePermission.PUBLISH_RESOURCE, clause="GX-5.2b YX-2.15")
def publish_data_resource(actor: Actor, command: StepDataResource, at: datetime, /) -> DataResourcePublished:
    """发布: from now on every department of the region finds it and may ask for it."""
    row = fetch(actor, DataResource.objects.all(), clause="GX-5.2b", pk=command.resource)
    row.status = step(RESOURCE_TRANSITIONS, ResourceStatus(row.status), "publish", clause="GX-5.2b")
    row.published_at = at
    row.save()
    return DataResourcePublished(row.pk, row.name, late=working_days().day_of(at) > row.publish_by)
