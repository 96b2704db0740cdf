from datetime import datetime

from yicha.draws import rules
from yicha.draws.actions._told import tell_supervisors
from yicha.draws.models import Draw
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, ProposeVoid, VoidProposed
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.VOID, clause="YX-2.7b LYG-5.6")
def propose_void(actor: Actor, command: ProposeVoid, at: datetime, /) -> VoidProposed:
    """提议作废: one person with a reason; it waits for another, and the legal supervisors hear of it. The ceremony goes on meanwhile."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    draw.status = step(TRANSITIONS, DrawStatus(draw.status), "propose_void", clause=rules.CLAUSE)
    rules.require_reason(command.reason)
    draw.void_because, draw.void_proposed_by, draw.void_proposed_at = command.reason, actor.id, at
    draw.save()
    tell_supervisors(draw, f"提议作废抽取 {draw.number}", command.reason, at)
    return VoidProposed(draw.pk, command.reason)
