from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from yicha.items.actions.propose_items import propose_items
from yicha.items.types import ProposeItems
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched
from yicha.scenes.queries import row_of
from yicha.scenes.types import OfferProposed, ProposeOffer, ScenePermission


@use_case(may=ScenePermission.PROPOSE, clause="WY-5.2 GX-6.2 R-ITEM-1")
def propose_offer(actor: Actor, command: ProposeOffer, at: datetime, /) -> OfferProposed:
    """A member takes an offered item into its own list: proposed there, it goes the way of every item; here it gets its code."""
    scene = fetched(actor, command.scene, "WY-5.2")
    row = row_of(scene)
    rules.require_open(row.status)
    item = rules.offered_item(row.content, command.place)
    rules.require_member(actor, item.department)
    proposal = ProposeItems(scene.region_path, item.department, (rules.item_row(item, command.code, timezone.localdate(at)),))
    propose_items(actor, proposal, at)
    items = list(row.content.items)
    items[command.place] = replace(item, code=command.code)
    scene.content, scene.changed_at = to_plain(replace(row.content, items=tuple(items))), at
    scene.save()
    return OfferProposed(scene.pk, scene.code, command.code, item.department)
