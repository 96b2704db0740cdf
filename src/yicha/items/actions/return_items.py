from datetime import datetime

from yicha.items.models import Item
from yicha.items.rules import review
from yicha.items.states import TRANSITIONS
from yicha.items.types import ItemPermission, ItemsReturned, ItemStatus, ReturnItems
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.RETURN, clause="WS-2.1")
def return_items(actor: Actor, command: ReturnItems, at: datetime, /) -> ItemsReturned:
    """退回修改: joint review sends proposals back to their department, with the reason."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    review.require_told_why(command.reason, "退回")
    whose = {"region_path": command.region_path, "department": command.department, "code__in": command.codes}
    items = list(Item.objects.select_for_update().filter(status=ItemStatus.PROPOSED, **whose).order_by("code"))
    review.require_proposed(command.codes, [item.code for item in items])
    for item in items:
        item.status = step(TRANSITIONS, ItemStatus(item.status), "return", clause="WS-2.1")
        item.returned_because = command.reason
        item.save()
    return ItemsReturned(command.region_path, command.department, tuple(item.code for item in items), command.reason)
