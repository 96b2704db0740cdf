from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, SecondFactor
from yicha.orgs.rules.second_factor import require_fresh
from yicha.orgs.types import OrgPermission, SignedIn, SignIn


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def sign_in(actor: Actor, command: SignIn, at: datetime, /) -> SignedIn:
    """After the interface has found the password right. The second factor's code is used up here, once, however many come at once."""
    if not Account.objects.filter(pk=actor.id, disabled_at=None).exists():
        absent("WY-5.8b")
    factor = SecondFactor.objects.select_for_update().filter(pk=actor.id).first()
    if factor:
        factor.last_step = require_fresh(command.step, factor.last_step)
        factor.save()
    return SignedIn(actor.id, command.known_device, command.place, factor is not None)
