from collections.abc import Iterable
from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.items.models import Item, ItemOpinion
from yicha.items.rules import review
from yicha.items.states import TRANSITIONS
from yicha.items.types import ItemPermission, ItemsPublished, ItemStance, ItemStatus, PublishItems
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.PUBLISH, clause="WY-5.1 WS-2.1 GX-2.1")
def publish_items(actor: Actor, command: PublishItems, at: datetime, /) -> ItemsPublished:
    """审定并公布: the new version is in force from its first day, and the version before ends the day before."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    whose = {"region_path": command.region_path, "department": command.department, "code__in": command.codes}
    items = list(Item.objects.select_for_update().filter(**whose).order_by("code", "version"))
    proposed = [item for item in items if item.status == ItemStatus.PROPOSED]
    review.require_proposed(command.codes, [item.code for item in proposed])
    review.require_opinions_met(_adjust(proposed), command.overruled)
    for item in proposed:
        before = [one for one in items if one.code == item.code and one.status == ItemStatus.PUBLISHED]
        _require_ahead(item, before, timezone.localdate(at))
        _end(before, item)
        item.status = step(TRANSITIONS, ItemStatus(item.status), "publish", clause="WS-2.1")
        item.decided_at, item.overruled = at, command.overruled
        item.save()
    return ItemsPublished(command.region_path, command.department, tuple(item.code for item in proposed), command.overruled)


def _adjust(proposed: Iterable[Item]) -> dict[str, list[str]]:
    rounds = {item.pk: (item.code, item.round) for item in proposed}
    found: dict[str, list[str]] = {}
    for opinion in ItemOpinion.objects.filter(item__in=rounds, stance=ItemStance.ADJUST).order_by("department"):
        code, now = rounds[opinion.item_id]
        if opinion.round == now:
            found.setdefault(code, []).append(opinion.department)
    return found


def _require_ahead(item: Item, before: Iterable[Item], today: date) -> None:
    if any(not one.valid.isempty for one in before):
        review.require_not_backdated(item.code, item.first_day, today)


def _end(before: Iterable[Item], new: Item) -> None:
    """A version that the new one covers from its first day was never in force: its range becomes empty."""
    for old in before:
        if old.valid and (old.valid.upper is None or old.valid.upper > new.first_day):
            old.valid = DateRange(old.first_day, max(old.first_day, new.first_day))
            old.save()
