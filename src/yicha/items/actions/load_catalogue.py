from dataclasses import asdict
from datetime import datetime

from yicha.items.models import CatalogueEntry
from yicha.items.rules import catalogues
from yicha.items.types import CatalogueLoaded, CatalogueRow, ItemPermission, LoadCatalogue
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case

BATCH = 1000


@use_case(may=ItemPermission.LOAD_CATALOGUE, clause="YX-2.1")
def load_catalogue(actor: Actor, command: LoadCatalogue, at: datetime, /) -> CatalogueLoaded:
    """Take in the whole of another list. Entries keep what was decided of them; one that is gone stays, marked so."""
    if not actor.covers(command.region_path):
        absent("YX-2.1")
    catalogues.require_catalogue(command.kind, command.system, command.rows)
    whose = {"region_path": command.region_path, "kind": command.kind, "system": command.system.strip()}
    hold(f"catalogue:{command.region_path}:{command.kind}:{command.system.strip()}")
    held = {entry.code: entry for entry in CatalogueEntry.objects.select_for_update().filter(**whose)}
    new = [CatalogueEntry(**whose, **asdict(row)) for row in command.rows if row.code not in held]
    changed = [_renewed(held[row.code], row) for row in command.rows if row.code in held and not _same(held[row.code], row)]
    gone = [held[code] for code in sorted(set(held) - {row.code for row in command.rows}) if held[code].present]
    for entry in gone:
        entry.present = False
    CatalogueEntry.objects.bulk_create(new, batch_size=BATCH)
    CatalogueEntry.objects.bulk_update([*changed, *gone], ["name", "legal_basis", "owner", "present"], batch_size=BATCH)
    unchanged = len(command.rows) - len(new) - len(changed)
    counted = (len(new), len(changed), unchanged, len(gone))
    return CatalogueLoaded(command.region_path, command.kind, command.system, command.source, *counted)


def _same(entry: CatalogueEntry, row: CatalogueRow) -> bool:
    return entry.present and all(getattr(entry, name) == value for name, value in asdict(row).items())


def _renewed(entry: CatalogueEntry, row: CatalogueRow) -> CatalogueEntry:
    entry.name, entry.legal_basis, entry.owner, entry.present = row.name, row.legal_basis, row.owner, True
    return entry
