"""同源匹配: our items against the other lists, both ways."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from yicha.items.models import CatalogueEntry, ItemMapping
from yicha.items.queries.in_force import items_in_force
from yicha.items.rules.matching import suggestions
from yicha.items.types import CatalogueEntryRow, CatalogueKind, Coverage, ItemRow, MappingRow, Suggestion
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within


def coverage(actor: Actor, region_path: str, on: date) -> list[Coverage]:
    """YX-2.1: each list against the items in force, as two ratios."""
    items = items_in_force(actor, region_path, on)
    return [_coverage(kind, system, entries, items) for (kind, system), entries in _by_list(actor, region_path).items()]


def _coverage(kind: str, system: str, entries: list[CatalogueEntry], items: Mapping[str, ItemRow]) -> Coverage:
    matched = [{one.code for one in entry.mappings.all() if one.same} & items.keys() for entry in entries]
    excluded = [entry for entry, codes in zip(entries, matched, strict=True) if entry.excluded_because and not codes]
    mapped = set().union(*matched)
    return Coverage(CatalogueKind(kind), system, len(items), len(mapped), len(entries), sum(map(bool, matched)), len(excluded))


def _by_list(actor: Actor, region_path: str) -> dict[tuple[str, str], list[CatalogueEntry]]:
    found = CatalogueEntry.objects.filter(region_path=region_path, present=True).prefetch_related("mappings")
    lists: dict[tuple[str, str], list[CatalogueEntry]] = defaultdict(list)
    for entry in within(actor, found).order_by("kind", "system", "code"):
        lists[entry.kind, entry.system].append(entry)
    return lists


def entries_of_list(actor: Actor, region_path: str, kind: CatalogueKind, system: str, on: date) -> list[MappingRow]:
    """Every entry of a list with the items of ours that are the same."""
    items = items_in_force(actor, region_path, on)
    return [_entry_row(entry, items) for entry in _by_list(actor, region_path).get((kind, system), [])]


def _entry_row(entry: CatalogueEntry, items: Mapping[str, ItemRow]) -> MappingRow:
    codes = sorted(one.code for one in entry.mappings.all() if one.same and one.code in items)
    matches = tuple((code, items[code].name) for code in codes)
    return MappingRow(entry.code, entry.name, entry.legal_basis, matches, entry.pk, entry.excluded_because)


def items_of_list(actor: Actor, region_path: str, kind: CatalogueKind, system: str, on: date) -> list[MappingRow]:
    """Every item in force with its entries in a list."""
    entries = _by_list(actor, region_path).get((kind, system), [])
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in entries:
        for one in entry.mappings.all():
            if one.same:
                known[one.code].append((entry.code, entry.name))
    items = items_in_force(actor, region_path, on)
    return [MappingRow(row.code, row.name, row.legal_basis, tuple(known.get(row.code, ()))) for row in items.values()]


def suggested(actor: Actor, region_path: str, kind: CatalogueKind, system: str, on: date) -> list[Suggestion]:
    """Likely pairs that nobody has decided on, for items and entries that have no match yet."""
    entries = _by_list(actor, region_path).get((kind, system), [])
    decided = {(one.code, entry.pk): one.same for entry in entries for one in entry.mappings.all()}
    done = {code for (code, _), same in decided.items() if same}
    items = [row for row in items_in_force(actor, region_path, on).values() if row.code not in done]
    open_entries = [entry_row(entry) for entry in entries if not entry.excluded_because]
    return suggestions(items, open_entries, decided)


def entry_row(entry: CatalogueEntry) -> CatalogueEntryRow:
    kind = CatalogueKind(entry.kind)
    return CatalogueEntryRow(entry.pk, kind, entry.system, entry.code, entry.name, entry.legal_basis, entry.owner, entry.excluded_because)


def catalogue_codes(actor: Actor, region_path: str, kinds: Collection[CatalogueKind], codes: Collection[str]) -> set[str]:
    """Of these codes the ones that stand in one of the lists."""
    found = CatalogueEntry.objects.filter(region_path=region_path, kind__in=kinds, code__in=codes, present=True)
    return set(within(actor, found).values_list("code", flat=True))


def matches_of(actor: Actor, region_path: str, code: str) -> list[CatalogueEntryRow]:
    """What an item is the same as, in every list."""
    found = ItemMapping.objects.filter(region_path=region_path, code=code, same=True, entry__present=True)
    return [entry_row(one.entry) for one in within(actor, found).select_related("entry").order_by("entry__kind", "entry__code")]
