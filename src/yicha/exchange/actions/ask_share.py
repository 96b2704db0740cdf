from datetime import datetime

from django.db import IntegrityError

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.models import DataResource, Share
from yicha.exchange.rules.sharing import LIMITS, require_askable, require_own_resource, require_purpose
from yicha.exchange.types import AskShare, ExchangePermission, ResourceStatus, ShareAsked, Sharing
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.norms.types import NormCode


@use_case(may=ExchangePermission.ASK_SHARE, clause="YX-2.15 GX-5.2b")
def ask_share(actor: Actor, command: AskShare, at: datetime, /) -> ShareAsked:
    """申请共享: for a duty of the department; the data bureau's days to look at it begin."""
    resource = fetch(actor, DataResource.objects.all(), clause="YX-2.15", pk=command.resource)
    require_own_resource(actor, command.department)
    require_purpose(command.purpose)
    require_askable(ResourceStatus(resource.status), Sharing(resource.sharing), resource.department, command.department)
    check_by = last_day(NormCode.SHARE_CHECK, resource.region_path, at)
    plain = {"region_path": resource.region_path, "department": command.department, "purpose": command.purpose}
    try:
        made = Share.objects.create(resource=resource, asked_at=at, check_by=check_by, **plain)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return ShareAsked(made.pk, resource.pk, made.department, check_by)
