from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Region
from yicha.orgs.rules.inputs import require_days
from yicha.orgs.rules.places import changed_regions, parent_of, path_of, require_regions
from yicha.orgs.types import LoadRegions, OrgPermission, RegionRow, RegionsLoaded


@use_case(may=OrgPermission.LOAD_REGIONS, clause="GX-2.1")
def load_regions(actor: Actor, command: LoadRegions, at: datetime, /) -> RegionsLoaded:
    """A region is never taken away: a code that was given up gets its last day."""
    if not all(actor.covers(path_of(row.code)) for row in command.rows):
        absent("GX-2.1")
    held = _lock(command.rows)
    known = {code: _row(region) for code, region in held.items()}
    require_regions(command.rows, known)
    new, changed = changed_regions(command.rows, known)
    for row in command.rows:
        require_days(held[row.code].valid.lower if row.code in held else command.valid_from, row.valid_to, "GX-2.1")
    for row in changed:
        held[row.code].name = row.name
        held[row.code].valid = DateRange(held[row.code].valid.lower, row.valid_to, "[]")
    Region.objects.bulk_update([held[row.code] for row in changed], ["name", "valid"], batch_size=1000)
    made = [_region(row, command) for row in sorted(new, key=lambda row: row.code)]
    withdrawn = set(Region.every.filter(code__in=[row.code for row in new], valid__isempty=True).values_list("code", flat=True))
    Region.objects.bulk_create([row for row in made if row.code not in withdrawn], batch_size=1000)
    Region.every.bulk_update([row for row in made if row.code in withdrawn], ["name", "valid"], batch_size=1000)
    return RegionsLoaded(command.source, len(new), len(changed), len(command.rows) - len(new) - len(changed))


def _lock(rows: Iterable[RegionRow]) -> dict[str, Region]:
    """The rows' regions, and those right above them."""
    codes = {code for row in rows for code in (row.code, parent_of(row.code)) if code}
    found = Region.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("code")
    return {region.code: region for region in found}


def _row(region: Region) -> RegionRow:
    end = region.valid.upper
    return RegionRow(region.code, region.name, end - timedelta(days=1) if end else None)


def _region(row: RegionRow, command: LoadRegions) -> Region:
    valid = DateRange(command.valid_from, row.valid_to, "[]")
    return Region(code=row.code, name=row.name, path=path_of(row.code), parent_id=parent_of(row.code), valid=valid)
