from datetime import datetime

from django.contrib.auth.hashers import identify_hasher

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, OneTimeLink, SecondFactor, Session
from yicha.orgs.queries.signing_in import administers
from yicha.orgs.rules.links import needs_two_persons, require_confirmed
from yicha.orgs.rules.second_factor import require_fresh
from yicha.orgs.types import LinkUsed, OrgPermission, UseLink

SYSTEM_ID = "system"


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b YX-2.13")
def use_link(actor: Actor, command: UseLink, at: datetime, /) -> LinkUsed:
    """Sets the password of whom the link is for. It does not lift the second factor, unless two administrators agreed on that."""
    identify_hasher(command.password)  # a word instead of a hash is our own mistake, and would be stored for all to read
    still_open = OneTimeLink.objects.filter(digest=command.digest, account=actor.id, ended_at=None, until__gt=at)
    link = still_open.select_for_update(of=("self",)).first()
    account = Account.objects.select_for_update(no_key=True).filter(pk=actor.id, disabled_at=None).first()
    if link is None or account is None:
        absent("WY-5.8b")
    # Asked anew: since the link was made the account may have become an administrator's.
    required = link.two_persons or needs_two_persons(
        by_system=link.issued_by == SYSTEM_ID, administrator=administers(account.username, at), drops_factor=link.drops_factor
    )
    require_confirmed(two_persons=required, word_digest=link.word_digest, given_digest=command.word_digest)
    _settle_factor(account, link, command.step)
    account.password = command.password
    account.save(update_fields=["password"])
    link.used_at = link.ended_at = at
    link.save()
    Session.objects.filter(account=account.username).delete()
    return LinkUsed(account.username, link.pk, link.drops_factor)


def _settle_factor(account: Account, link: OneTimeLink, step: int | None) -> None:
    factor = SecondFactor.objects.select_for_update().filter(pk=account.pk).first()
    if factor and link.drops_factor:
        factor.delete()
    elif factor:
        factor.last_step = require_fresh(step, factor.last_step)
        factor.save()
