from datetime import datetime

from django.db import IntegrityError

from yicha.draws import rules
from yicha.draws.models import Draw, Replay
from yicha.draws.types import ConfirmReplay, DrawPermission, DrawStatus, ReplayConfirmed
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.use_case import use_case

LIMITS = {"replay_once": Limit(rules.CLAUSE, "本部门已经确认过这次抽取")}


@use_case(may=DrawPermission.REPLAY, clause="YX-2.7b GX-3.2")
def confirm_replay(actor: Actor, command: ConfirmReplay, at: datetime, /) -> ReplayConfirmed:
    """重演相符: a department drew again from the full bundle and came to the same. It stands in public, once, for good."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    rules.require_own_replay(actor, command.department)
    rules.require_drawn(DrawStatus(draw.status))
    rules.require_same_number(draw.bundle_number, command.bundle_number)
    replay = Replay(draw=draw, department=command.department, bundle_number=command.bundle_number, account=actor.id, at=at)
    try:
        replay.save(force_insert=True)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return ReplayConfirmed(draw.pk, replay.department, replay.bundle_number)
