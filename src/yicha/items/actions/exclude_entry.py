from datetime import datetime

from yicha.items.models import CatalogueEntry
from yicha.items.types import EntryExcluded, ExcludeEntry, ItemPermission
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.LOAD_CATALOGUE, clause="YX-2.1")
def exclude_entry(actor: Actor, command: ExcludeEntry, at: datetime, /) -> EntryExcluded:
    """本地不适用: an entry that nobody here can have is no blind spot. An empty reason takes that back."""
    entry = fetch(actor, CatalogueEntry.objects.all(), clause="YX-2.1", pk=command.entry)
    entry.excluded_because = command.reason.strip()
    entry.save()
    return EntryExcluded(entry.pk, entry.excluded_because)
