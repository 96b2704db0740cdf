from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.orgs.models import SecondFactor
from yicha.orgs.rules.second_factor import require_fresh
from yicha.orgs.types import FactorTurnedOff, OrgPermission, TurnOffFactor


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def turn_off_factor(actor: Actor, command: TurnOffFactor, at: datetime, /) -> FactorTurnedOff:
    """Only who has the device: the interface has checked password and code."""
    factor = SecondFactor.objects.select_for_update().filter(pk=actor.id).first()
    if factor is None:
        absent("WY-5.8b")
    require_fresh(command.step, factor.last_step)
    factor.delete()
    return FactorTurnedOff(actor.id)
