from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.levels.models import Whistle
from yicha.levels.rules import whistles as rules
from yicha.levels.states import WHISTLE_TRANSITIONS
from yicha.levels.types import CloseWhistle, LevelPermission, WhistleClosed, WhistleStatus


@use_case(may=LevelPermission.WHISTLE, clause="LYG-5.3")
def close_whistle(actor: Actor, command: CloseWhistle, at: datetime, /) -> WhistleClosed:
    """办结: who whistled says what came of it, with a visit or without."""
    row = fetch(actor, Whistle.objects.all(), clause="LYG-5.3", pk=command.whistle)
    rules.require_own(actor, row.raised_by)
    rules.require_text(command.result, "办理结果")
    row.status = step(WHISTLE_TRANSITIONS, WhistleStatus(row.status), "close", clause="LYG-5.3")
    row.result, row.closed_at = command.result, at
    row.save()
    return WhistleClosed(row.pk, row.visits.count())
