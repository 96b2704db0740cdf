from datetime import datetime

from yicha.draws import rules
from yicha.draws.models import Draw
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, DrawVoided, VoidDraw
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.VOID, clause="YX-2.7b LYG-5.6")
def void_draw(actor: Actor, command: VoidDraw, at: datetime, /) -> DrawVoided:
    """作废: the draw, its number and its result stay for everybody to see; a new draw needs a new freeze."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    draw.status = step(TRANSITIONS, DrawStatus(draw.status), "void", clause=rules.CLAUSE)
    rules.require_reason(command.reason)
    draw.void_because = command.reason
    draw.save()
    return DrawVoided(draw.pk, command.reason)
