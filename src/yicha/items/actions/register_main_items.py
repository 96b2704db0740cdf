from datetime import datetime

from yicha.items.models import MainItem
from yicha.items.queries.rows import MAIN, main_row
from yicha.items.rules import review
from yicha.items.types import ItemPermission, MainItemsRegistered, RegisterMainItems
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.PROPOSE, clause="YX-2.1 YX-2.3")
def register_main_items(actor: Actor, command: RegisterMainItems, at: datetime, /) -> MainItemsRegistered:
    """主项 of a department, as its superior's catalogue has them. What may be checked are the items below them."""
    if not actor.covers(command.region_path):
        absent("YX-2.1")
    review.require_own(actor, command.department)
    review.require_rows_of(command.department, command.rows)
    review.require_each_code_once(command.rows)
    review.require_named(command.rows)
    codes = [row.code for row in command.rows]
    found = MainItem.objects.select_for_update().filter(region_path=command.region_path, code__in=codes)
    held = {main.code: main for main in found}
    review.require_rows_of(command.department, [main_row(main) for main in held.values()])
    written = [row for row in command.rows if row.code not in held or main_row(held[row.code]) != row]
    for row in written:
        main = held.get(row.code) or MainItem(region_path=command.region_path)
        for name in MAIN:
            setattr(main, name, getattr(row, name))
        main.save()
    changed = sum(row.code in held for row in written)
    return MainItemsRegistered(command.region_path, command.department, len(written) - changed, changed, len(codes) - len(written))
