from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.orgs.models import OneTimeLink
from yicha.orgs.rules.links import require_open_confirmation
from yicha.orgs.rules.posts import require_apart
from yicha.orgs.types import ConfirmLink, LinkConfirmed, OrgPermission


@use_case(may=OrgPermission.CONFIRM_LINK, clause="WY-5.8b")
def confirm_link(actor: Actor, command: ConfirmLink, at: datetime, /) -> LinkConfirmed:
    """The second administrator gives the person a word of its own: without it the link opens nothing."""
    still_open = OneTimeLink.objects.filter(ended_at=None, until__gt=at)
    link = fetch(actor, still_open, path="account__region__path", clause="WY-5.8b", pk=command.link)
    require_open_confirmation(two_persons=link.two_persons, confirmed_by=link.confirmed_by)
    require_apart(actor.id, {link.issued_by, link.account_id})
    link.confirmed_by, link.word_digest = actor.id, command.word_digest
    link.save()
    return LinkConfirmed(link.account_id, link.pk)
