from datetime import datetime, timedelta

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.models import Account, OneTimeLink
from yicha.orgs.queries.signing_in import administers
from yicha.orgs.rules.links import needs_two_persons
from yicha.orgs.rules.posts import require_apart
from yicha.orgs.types import IssueLink, LinkIssued, OrgPermission


@use_case(may=OrgPermission.ISSUE_LINK, clause="WY-5.8b YX-2.13")
def issue_link(actor: Actor, command: IssueLink, at: datetime, /) -> LinkIssued:
    """For a first or a forgotten password. A newer link ends the older one."""
    enabled = Account.objects.filter(disabled_at=None).select_related("region")
    account = fetch(actor, enabled, path="region__path", clause="WY-5.8b", username=command.account)
    require_apart(actor.id, {account.username})
    hours = norms_in_force(account.region.path, timezone.localdate(at)).whole(NormCode.LINK_HOURS)
    OneTimeLink.objects.filter(account=account, ended_at=None).update(ended_at=at)
    link = OneTimeLink.objects.create(
        account=account,
        digest=command.digest,
        until=at + timedelta(hours=hours),
        two_persons=needs_two_persons(
            by_system=actor.system, administrator=administers(account.username, at), drops_factor=command.drops_factor
        ),
        drops_factor=command.drops_factor,
        issued_by=actor.id,
        issued_at=at,
    )
    return LinkIssued(account.username, link.pk, link.until, link.two_persons, link.drops_factor)
