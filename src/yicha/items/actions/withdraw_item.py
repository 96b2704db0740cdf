from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.items.models import Item
from yicha.items.rules import review
from yicha.items.states import TRANSITIONS
from yicha.items.types import ItemPermission, ItemStatus, ItemWithdrawn, WithdrawItem
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.WITHDRAW, clause="WS-2.1")
def withdraw_item(actor: Actor, command: WithdrawItem, at: datetime, /) -> ItemWithdrawn:
    """停用: from today on it may no longer be planned or checked. What it was on the days before stays as it was."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    review.require_told_why(command.reason, "停用")
    today = timezone.localdate(at)
    item = fetch(
        actor,
        Item.objects.filter(status=ItemStatus.PUBLISHED, valid__contains=today),
        clause="WS-2.1",
        region_path=command.region_path,
        code=command.code,
    )
    item.status = step(TRANSITIONS, ItemStatus(item.status), "withdraw", clause="WS-2.1")
    item.valid = DateRange(item.first_day, today)
    item.withdrawn_because = command.reason
    item.save()
    return ItemWithdrawn(command.region_path, command.code, command.reason)
