from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.levels.models import Whistle
from yicha.levels.rules import whistles as rules
from yicha.levels.states import WHISTLE_TRANSITIONS
from yicha.levels.types import LevelPermission, WhistleStatus, WhistleWithdrawn, WithdrawWhistle


@use_case(may=LevelPermission.WHISTLE, clause="LYG-5.3")
def withdraw_whistle(actor: Actor, command: WithdrawWhistle, at: datetime, /) -> WhistleWithdrawn:
    """撤回: before all are there, by who whistled, with a reason."""
    row = fetch(actor, Whistle.objects.all(), clause="LYG-5.3", pk=command.whistle)
    rules.require_own(actor, row.raised_by)
    rules.require_text(command.reason, "撤回的理由")
    row.status = step(WHISTLE_TRANSITIONS, WhistleStatus(row.status), "withdraw", clause="LYG-5.3")
    row.result, row.closed_at = command.reason, at
    row.save()
    return WhistleWithdrawn(row.pk, command.reason)
