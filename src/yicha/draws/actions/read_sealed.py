from datetime import datetime

from django.utils import timezone

from yicha.draws import rules
from yicha.draws.actions._told import tell_supervisors
from yicha.draws.models import Draw, SealedReading
from yicha.draws.queries import draw as draw_of
from yicha.draws.types import DrawPermission, ReadSealed, SealedRead
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.READ_SEALED, clause="YX-2.7b LYG-5.6")
def read_sealed(actor: Actor, command: ReadSealed, at: datetime, /) -> SealedRead:
    """查看封存名单: who reads it before its day says what for; the legal supervisors hear of it at once."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    rules.require_sealed_list(draw_of(actor, draw.pk), timezone.localdate(at))
    purpose = rules.require_purpose(command.purpose)
    SealedReading.objects.create(draw=draw, account=actor.id, purpose=purpose, at=at)
    tell_supervisors(draw, f"查看了封存名单 {draw.number}", f"{actor.name}：{purpose}", at)
    return SealedRead(draw.pk, purpose)
