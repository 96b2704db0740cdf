from datetime import datetime

from django.db import IntegrityError

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.models import DataResource
from yicha.exchange.rules.sharing import LIMITS, require_own_resource, require_whole
from yicha.exchange.types import DataResourceDrafted, DraftDataResource, ExchangePermission
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.norms.types import NormCode

PLAIN = ("region_path", "department", "name", "content", "procedure", "term", "basis")
CHOSEN = ("sharing", "supply", "frequency", "secrecy")


@use_case(may=ExchangePermission.DRAFT_RESOURCE, clause="GX-5.2b YX-2.15")
def draft_data_resource(actor: Actor, command: DraftDataResource, at: datetime, /) -> DataResourceDrafted:
    """编目: the department says what it holds and how others get it; the days until it is published begin."""
    if not actor.covers(command.region_path):
        absent("GX-5.2b")
    require_own_resource(actor, command.department)
    require_whole(command)
    said = {name: getattr(command, name) for name in PLAIN} | {name: getattr(command, name).value for name in CHOSEN}
    publish_by = last_day(NormCode.RESOURCE_PUBLICATION, command.region_path, at)
    try:
        made = DataResource.objects.create(**said, drafted_at=at, publish_by=publish_by)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return DataResourceDrafted(made.pk, made.name, publish_by)
