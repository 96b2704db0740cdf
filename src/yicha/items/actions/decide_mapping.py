from datetime import datetime

from django.utils import timezone

from yicha.items.models import CatalogueEntry, ItemMapping
from yicha.items.queries.in_force import items_in_force
from yicha.items.rules import catalogues
from yicha.items.types import DecideMapping, ItemPermission, MappingDecided
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.MAP, clause="YX-2.1")
def decide_mapping(actor: Actor, command: DecideMapping, at: datetime, /) -> MappingDecided:
    """同源匹配: a person says that they are the same matter, or not. The later word replaces the earlier one."""
    found = items_in_force(actor, command.region_path, timezone.localdate(at), [command.code]) or absent("YX-2.1")
    catalogues.require_own_item(actor, found[command.code].department)
    entries = CatalogueEntry.objects.filter(region_path=command.region_path)
    catalogues.require_entry_chosen(command.entry)
    entry = fetch(actor, entries, clause="YX-2.1", pk=command.entry)
    decided = {"same": command.same, "note": command.note.strip(), "department": actor.department, "at": at}
    ItemMapping.objects.update_or_create(region_path=command.region_path, code=command.code, entry=entry, defaults=decided)
    return MappingDecided(command.code, entry.pk, command.same)
