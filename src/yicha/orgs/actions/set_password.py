from datetime import datetime

from django.contrib.auth.hashers import identify_hasher

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, SecondFactor, Session
from yicha.orgs.rules.second_factor import require_fresh
from yicha.orgs.types import OrgPermission, PasswordSet, SetPassword


@use_case(may=OrgPermission.SET_PASSWORD, clause="WY-5.8b")
def set_password(actor: Actor, command: SetPassword, at: datetime, /) -> PasswordSet:
    """One's own and nobody else's: an administrator who could set another's could act as that other."""
    identify_hasher(command.password)  # a word instead of a hash is our own mistake, and would be stored for all to read
    account = Account.objects.select_for_update(no_key=True).filter(pk=actor.id, disabled_at=None).first()
    if account is None:
        absent("WY-5.8b")
    factor = SecondFactor.objects.select_for_update().filter(pk=account.pk).first()
    if factor and command.step is not None:
        factor.last_step = require_fresh(command.step, factor.last_step)
        factor.save()
    account.password = command.password
    account.save(update_fields=["password"])
    Session.objects.filter(account=account.username).delete()  # who came in by the old one; the interface begins a new session
    return PasswordSet(account.username)
