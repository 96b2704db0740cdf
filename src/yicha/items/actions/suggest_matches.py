from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from yicha.items.models import Candidate, CatalogueEntry
from yicha.items.queries.in_force import briefs_to_come
from yicha.items.rules.matching import suggestions
from yicha.items.types import ItemPermission, MatchesSuggested, SuggestMatches
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case

BATCH = 1000


@use_case(may=ItemPermission.LOAD_CATALOGUE, clause="YX-2.1")
def suggest_matches(actor: Actor, command: SuggestMatches, at: datetime, /) -> MatchesSuggested:
    """找相近的: of a region's items, or of some, in all lists, or in one. What was found before is replaced; a person decides."""
    if not actor.covers(command.region_path):
        absent("YX-2.1")
    entries = CatalogueEntry.objects.filter(region_path=command.region_path)
    if command.kind:
        entries = entries.filter(kind=command.kind, system=command.system)
    before = Candidate.objects.filter(entry__in=entries)
    items = briefs_to_come(actor, command.region_path, timezone.localdate(at))
    if command.codes:
        before = before.filter(code__in=command.codes)
        items = [item for item in items if item[0] in command.codes]
    before.delete()
    count = sum(_keep(items, entries.filter(kind=kind, system=system, present=True)) for kind, system in _lists(entries))
    return MatchesSuggested(command.region_path, count)


def _lists(entries: QuerySet[CatalogueEntry]) -> list[tuple[str, str]]:
    return list(entries.order_by("kind", "system").values_list("kind", "system").distinct())


def _keep(items: list[tuple[str, str, str]], entries: QuerySet[CatalogueEntry]) -> int:
    found = suggestions(items, entries.order_by("code").values_list("pk", "name", "legal_basis"))
    rows = (Candidate(entry_id=one.entry, code=one.code, score=one.score) for one in found)
    return len(Candidate.objects.bulk_create(rows, batch_size=BATCH))
