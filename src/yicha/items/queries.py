"""Reads of the item list, in the actor's jurisdiction only."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from yicha.items.models import Item
from yicha.items.types import CheckPoint, ItemClass, ItemRow, ItemStatus
from yicha.kernel.actor import Actor
from yicha.kernel.events import from_plain
from yicha.kernel.jurisdiction import within


def items_in_force(actor: Actor, region_path: str, on: date, codes: Collection[str] | None = None) -> dict[str, ItemRow]:
    """R-ITEM-1: published and valid on that day. Nothing else may be planned or checked. `codes`: only these are asked for."""
    found = within(actor, Item.objects.filter(region_path=region_path, status=ItemStatus.PUBLISHED, valid__contains=on))
    if codes is not None:
        found = found.filter(code__in=codes)
    return {item.code: _row(item) for item in found.order_by("code")}


def _row(item: Item) -> ItemRow:
    return ItemRow(
        code=item.code,
        name=item.name,
        department=item.department,
        check_class=item.check_class,
        legal_basis=item.legal_basis,
        item_class=ItemClass(item.item_class),
        valid_from=item.valid.lower,
        valid_to=item.valid.upper,
        check_points=tuple(from_plain(CheckPoint, point) for point in item.check_points),
        materials=tuple(item.materials),
    )


def proposals(actor: Actor, region_path: str) -> dict[str, int]:
    """Department → items that it has proposed and nobody has published yet."""
    found = within(actor, Item.objects.filter(region_path=region_path, status=ItemStatus.PROPOSED))
    return dict(found.values_list("department").annotate(count=Count("pk")).order_by("department"))


def items_found(actor: Actor, region_path: str, on: date, text: str, most: int) -> list[ItemRow]:
    """Items in force whose code or name holds a text."""
    found = within(actor, Item.objects.filter(region_path=region_path, status=ItemStatus.PUBLISHED, valid__contains=on))
    return [_row(item) for item in found.filter(Q(name__icontains=text) | Q(code__icontains=text)).order_by("code")[:most]]
