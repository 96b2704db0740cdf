from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.items import rules
from yicha.items.models import Item
from yicha.items.states import TRANSITIONS
from yicha.items.types import ItemPermission, ItemsPublished, ItemStatus, PublishItems
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.PUBLISH, clause="WY-5.1 WS-2.1 GX-2.1")
def publish_items(actor: Actor, command: PublishItems, at: datetime, /) -> ItemsPublished:
    """审定并公布: the new version is in force from its first day, and the version before ends the day before."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    items = Item.objects.select_for_update().filter(region_path=command.region_path, department=command.department, code__in=command.codes)
    proposed = [item for item in items if item.status == ItemStatus.PROPOSED]
    rules.require_proposed(command.codes, [item.code for item in proposed])
    before = {item.code: item for item in items if item.status == ItemStatus.PUBLISHED}
    for item in proposed:
        if item.code in before:
            _end(before[item.code], item)
        item.status = step(TRANSITIONS, ItemStatus(item.status), "publish", clause="WS-2.1")
        item.save()
    return ItemsPublished(command.region_path, command.department, tuple(item.code for item in proposed))


def _end(old: Item, new: Item) -> None:
    """A version that the new one covers from its first day was never in force: its range becomes empty."""
    old.valid = DateRange(old.valid.lower, max(old.valid.lower, new.valid.lower))
    old.save()
