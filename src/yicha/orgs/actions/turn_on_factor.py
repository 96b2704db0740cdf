from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, SecondFactor
from yicha.orgs.types import FactorTurnedOn, OrgPermission, TurnOnFactor


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def turn_on_factor(actor: Actor, command: TurnOnFactor, at: datetime, /) -> FactorTurnedOn:
    account = Account.objects.select_for_update(no_key=True).filter(pk=actor.id, disabled_at=None).first()
    if account is None:
        absent("WY-5.8b")
    if SecondFactor.objects.filter(pk=account.pk).exists():
        raise RuleBroken("动态口令已开启，换设备请先关闭", clause="WY-5.8b")
    SecondFactor.objects.create(account=account, sealed=command.sealed, last_step=command.step, since=at)
    return FactorTurnedOn(account.username)
