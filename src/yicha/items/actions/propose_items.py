from collections.abc import Mapping
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.items import rules
from yicha.items.models import Item
from yicha.items.types import ItemPermission, ItemRow, ItemsProposed, ItemStatus, ProposeItems
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case

COLUMNS = ("name", "department", "check_class", "legal_basis", "item_class", "valid", "check_points", "materials")


@use_case(may=ItemPermission.PROPOSE, clause="WS-2.1 YX-2.3")
def propose_items(actor: Actor, command: ProposeItems, at: datetime, /) -> ItemsProposed:
    """A department proposes its list. A row equal to what is in force or already proposed is left alone."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    rules.require_own_department(actor, command.department)
    rules.require_rows_of(command.department, command.rows)
    rules.require_each_code_once(command.rows)
    rules.require_complete(command.rows)
    rules.require_fillable(command.rows)
    codes = [row.code for row in command.rows]
    held = Item.objects.select_for_update().filter(region_path=command.region_path, code__in=codes)
    proposed = {item.code: item for item in held if item.status == ItemStatus.PROPOSED}
    published = {item.code: item for item in held if item.status == ItemStatus.PUBLISHED}
    written = [_write(command.region_path, row, proposed) for row in command.rows if not _stands(row, proposed, published)]
    changed = sum(item.code in proposed or item.code in published for item in written)
    return ItemsProposed(command.region_path, command.department, len(written) - changed, changed, len(command.rows) - len(written))


def _stands(row: ItemRow, proposed: Mapping[str, Item], published: Mapping[str, Item]) -> bool:
    item = proposed.get(row.code) or published.get(row.code)
    return item is not None and all(getattr(item, name) == value for name, value in _values(row).items())


def _values(row: ItemRow) -> dict[str, object]:
    plain = to_plain(row)
    lists = {"check_points": plain["check_points"], "materials": plain["materials"]}
    return {name: getattr(row, name) for name in COLUMNS[:5]} | {"valid": DateRange(row.valid_from, row.valid_to)} | lists


def _write(region_path: str, row: ItemRow, proposed: Mapping[str, Item]) -> Item:
    item = proposed.get(row.code) or Item(region_path=region_path, code=row.code)
    for name, value in _values(row).items():
        setattr(item, name, value)
    item.save()
    return item
