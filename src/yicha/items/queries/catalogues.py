"""同源匹配: our items against the other lists, both ways."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from django.db.models import QuerySet

from yicha.items.models import Candidate, CatalogueEntry, ItemMapping
from yicha.items.queries.in_force import briefs_in_force, owners_in_force
from yicha.items.types import CatalogueEntryRow, CatalogueKind, Coverage, MappingRow, Suggestion
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within

SHOWN: Final = 3  # suggestions of an item at a time


def coverage(actor: Actor, region_path: str, on: date) -> list[Coverage]:
    """YX-2.1: each list against the items in force, as two ratios."""
    items = owners_in_force(actor, region_path, on).keys()
    entries = within(actor, CatalogueEntry.objects.filter(region_path=region_path, present=True)).order_by("kind", "system")
    same = ItemMapping.objects.filter(region_path=region_path, same=True, entry__present=True)
    matched: dict[int, set[str]] = defaultdict(set)
    for entry, code in within(actor, same).values_list("entry_id", "code"):
        if code in items:
            matched[entry].add(code)
    lists: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for kind, system, pk, excluded in entries.values_list("kind", "system", "pk", "excluded_because"):
        lists[kind, system].append((pk, excluded))
    return [_coverage(CatalogueKind(kind), system, rows, matched, len(items)) for (kind, system), rows in lists.items()]


def _coverage(kind: CatalogueKind, system: str, rows: list[tuple[int, str]], matched: Mapping[int, set[str]], items: int) -> Coverage:
    covered = [matched[pk] for pk, _ in rows if pk in matched]
    excluded = sum(bool(why) for pk, why in rows if pk not in matched)
    return Coverage(kind, system, items, len(set().union(*covered)), len(rows), len(covered), excluded)


def entries_of_list(actor: Actor, region_path: str, kind: CatalogueKind, system: str, on: date) -> list[MappingRow]:
    """Every entry of a list with the items of ours that are the same."""
    items = {code: name for code, name, _ in briefs_in_force(actor, region_path, on)}
    entries = _of_list(actor, region_path, kind, system)
    matches: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for entry, code in _same(actor, region_path, kind, system).order_by("code").values_list("entry_id", "code"):
        if code in items:
            matches[entry].append((code, items[code]))
    return [
        MappingRow(code, name, basis, tuple(matches.get(pk, ())), pk, excluded)
        for pk, code, name, basis, excluded in entries.values_list("pk", "code", "name", "legal_basis", "excluded_because")
    ]


def items_of_list(actor: Actor, region_path: str, kind: CatalogueKind, system: str, on: date) -> list[MappingRow]:
    """Every item in force with its entries in a list."""
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    found = _same(actor, region_path, kind, system).order_by("entry__code")
    for code, entry, name in found.values_list("code", "entry__code", "entry__name"):
        known[code].append((entry, name))
    return [MappingRow(code, name, basis, tuple(known.get(code, ()))) for code, name, basis in briefs_in_force(actor, region_path, on)]


def suggested(actor: Actor, region_path: str, kind: CatalogueKind, system: str, on: date) -> list[Suggestion]:
    """The best likely pairs that nobody has decided on, for items and entries that have no match yet; the likeliest first."""
    of_list = {"entry__region_path": region_path, "entry__kind": kind, "entry__system": system, "entry__present": True}
    decided = ItemMapping.objects.filter(region_path=region_path, entry__kind=kind, entry__system=system)
    same = {(code, entry): same for code, entry, same in within(actor, decided).values_list("code", "entry_id", "same")}
    done = {code for (code, _), one in same.items() if one}
    open_items = owners_in_force(actor, region_path, on).keys() - done
    found = within(actor, Candidate.objects.filter(**of_list, entry__excluded_because=""), "entry__region_path")
    shown: Counter[str] = Counter()
    best: list[Suggestion] = []
    for one in found.order_by("-score", "code", "entry_id").values_list("code", "entry_id", "score"):
        code, entry, _ = one
        if code in open_items and (code, entry) not in same and shown[code] < SHOWN:
            shown[code] += 1
            best.append(Suggestion(*one))
    return best


def rows_of_entries(actor: Actor, entries: Collection[int]) -> dict[int, CatalogueEntryRow]:
    return {entry.pk: entry_row(entry) for entry in within(actor, CatalogueEntry.objects.filter(pk__in=entries))}


def _of_list(actor: Actor, region_path: str, kind: CatalogueKind, system: str) -> QuerySet[CatalogueEntry]:
    found = CatalogueEntry.objects.filter(region_path=region_path, kind=kind, system=system, present=True)
    return within(actor, found).order_by("code")


def _same(actor: Actor, region_path: str, kind: CatalogueKind, system: str) -> QuerySet[ItemMapping]:
    whose = {"region_path": region_path, "same": True, "entry__kind": kind, "entry__system": system, "entry__present": True}
    return within(actor, ItemMapping.objects.filter(**whose))


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
