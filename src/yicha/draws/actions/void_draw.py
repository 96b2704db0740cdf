from datetime import datetime

from yicha.draws import rules
from yicha.draws.actions._told import tell_supervisors
from yicha.draws.models import Draw
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, DrawVoided, VoidDraw
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.VOID, clause="YX-2.7b LYG-5.6")
def void_draw(actor: Actor, command: VoidDraw, at: datetime, /) -> DrawVoided:
    """作废: another person confirms. The draw, its number and its result stay for everybody to see; a new draw needs a new freeze."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    draw.status = step(TRANSITIONS, DrawStatus(draw.status), "void", clause=rules.CLAUSE)
    rules.require_second_person(draw.void_proposed_by, actor.id)
    rules.require_not_replaced_in(replaced=draw.replacements.exclude(status=DrawStatus.VOID).exists())
    rules.require_same_reason(draw.void_because, command.reason)
    draw.voided_by, draw.voided_at = actor.id, at
    draw.save()
    tell_supervisors(draw, f"已作废抽取 {draw.number}", draw.void_because, at)
    return DrawVoided(draw.pk, draw.void_because, draw.void_proposed_by)
