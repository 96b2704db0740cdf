from datetime import datetime

from yicha.items.models import Item, ItemOpinion
from yicha.items.rules import review
from yicha.items.types import GiveItemOpinion, ItemOpinionGiven, ItemPermission, ItemStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.GIVE_OPINION, clause="WS-2.1 GX-2.1")
def give_item_opinion(actor: Actor, command: GiveItemOpinion, at: datetime, /) -> ItemOpinionGiven:
    """联合审核: a department agrees or says what to change. Its later word replaces the earlier one, until the proposal itself changes."""
    proposed = Item.objects.filter(status=ItemStatus.PROPOSED, region_path=command.region_path)
    item = fetch(actor, proposed, clause="WS-2.1", code=command.code)
    review.require_opinion(actor, command.department, item.department, command.stance, command.note)
    ItemOpinion.objects.update_or_create(
        item=item,
        round=item.round,
        department=command.department,
        defaults={"stance": command.stance, "note": command.note, "at": at},
    )
    return ItemOpinionGiven(command.code, item.version, command.department, command.stance)
