from datetime import datetime

from yicha.field import rules
from yicha.field.queries import lanes_of
from yicha.field.types import DeclareLost, FieldPermission, LaneDeclaredLost
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.CLOSE_LANE, clause="YX-2.12 LYG-4.4a")
def declare_lost(actor: Actor, command: DeclareLost, at: datetime, /) -> LaneDeclaredLost:
    """停用手机: the office takes nothing more from it, at once; what it holds is locked or erased when it next calls in."""
    lane = fetch(actor, lanes_of(actor), clause="YX-2.12", pk=command.lane)
    rules.require_wipe(command.wipe)
    rules.require_reason(command.reason)
    lane.wipe, lane.closed_because = command.wipe, command.reason
    lane.save()
    return LaneDeclaredLost(lane.pk, command.wipe, command.reason)
