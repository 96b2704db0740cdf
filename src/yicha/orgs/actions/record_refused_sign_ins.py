from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.orgs.types import OrgPermission, RecordRefusedSignIns, SignInsRefused


@use_case(may=OrgPermission.RECORD_REFUSED, clause="WY-5.8b")
def record_refused_sign_ins(actor: Actor, command: RecordRefusedSignIns, at: datetime, /) -> SignInsRefused:
    """Counted by the interface, told by the clock: one entry for an account and ten minutes, not one for a guess."""
    return SignInsRefused(command.account, command.failed, command.turned_away)
