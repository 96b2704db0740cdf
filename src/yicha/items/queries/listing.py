"""The list as people look through it: one row a code, and one page an item."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.db.models import F, Func, IntegerField, QuerySet

from yicha.engines.search import fold, reads
from yicha.items.models import DECIDED, OPEN, Item, MainItem
from yicha.items.queries.rows import last_day_of, main_row, revision_of, version_of
from yicha.items.types import ItemClass, ItemEntry, ItemFilter, ItemStatus, ItemVersion, ListedItem, MainItemRow, Standing
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, within

STANDINGS = {ItemStatus.PROPOSED: Standing.PROPOSED, ItemStatus.RETURNED: Standing.RETURNED}


class Length(Func):
    function = "jsonb_array_length"
    output_field = IntegerField()


def listed(actor: Actor, region_path: str, on: date) -> list[ListedItem]:
    """Every code of the region's list in its order; a code that was only proposed too."""
    found = within(actor, Item.objects.filter(region_path=region_path)).annotate(points=Length(F("check_points")))
    rows = found.defer("check_points", "materials", "process", "result", "legal_basis").order_by("code", "version")
    return [_listed(list(versions), on) for _, versions in groupby(rows, lambda item: item.code)]


def _listed(versions: Sequence[Item], on: date) -> ListedItem:
    shown = _shown(versions, on)
    above = next((ItemStatus(one.status) for one in versions if one.status in OPEN and one is not shown), None)
    return ListedItem(
        code=shown.code,
        name=shown.name,
        department=shown.department,
        check_class=shown.check_class,
        item_class=ItemClass(shown.item_class),
        standing=_standing(shown, on),
        version=shown.version,
        partners=tuple(shown.partners),
        points=shown.points,  # type: ignore[attr-defined]  # an annotation
        valid_from=shown.first_day,
        last_day=last_day_of(shown),
        revision=revision_of(shown),
        pending=above,
    )


def _shown(versions: Sequence[Item], on: date) -> Item:
    """In force today, else the last that was decided, else the proposal."""
    decided = [one for one in versions if one.status in DECIDED]
    now = next((one for one in decided if on in one.valid), None)
    return now or (decided or versions)[-1]


def _standing(item: Item, on: date) -> Standing:
    status = ItemStatus(item.status)
    if status in STANDINGS:
        return STANDINGS[status]
    if on in item.valid:
        return Standing.IN_FORCE
    return Standing.FUTURE if item.first_day > on and not item.valid.isempty else Standing.ENDED


def narrowed(rows: Iterable[ListedItem], asked: ItemFilter) -> list[ListedItem]:
    """By a part of name or code, or pinyin initials; a proposal above what is in force counts as proposed too."""
    return [row for row in rows if _is_asked(row, asked)]


def _is_asked(row: ListedItem, asked: ItemFilter) -> bool:
    word = fold(asked.text)
    standings = {row.standing, STANDINGS.get(row.pending)} if row.pending else {row.standing}
    return (
        (not word or word in fold(row.name + row.code) or reads(row.name, word))
        and asked.department in {"", row.department, *row.partners}
        and asked.check_class in {"", row.check_class}
        and asked.item_class in {"", row.item_class}
        and (not asked.standing or asked.standing in standings)
        and (not asked.joint or bool(row.partners))
    )


def item_versions(actor: Actor, region_path: str, code: str) -> list[ItemVersion]:
    """All versions of a code, newest first; NotFound if there is none."""
    rows = [version_of(item) for item in _whole(actor, region_path).filter(code=code).order_by("-version")]
    return rows or absent("WS-2.1")


def open_proposals(actor: Actor, region_path: str) -> list[ItemVersion]:
    """What waits for joint review, by department and code."""
    found = _whole(actor, region_path).filter(status=ItemStatus.PROPOSED).order_by("department", "code")
    return [version_of(item) for item in found]


def current_versions(actor: Actor, region_path: str, on: date) -> dict[str, ItemVersion]:
    """Code → the version in force on a day, whole."""
    found = _whole(actor, region_path).filter(status__in=DECIDED, valid__contains=on).order_by("code")
    return {item.code: version_of(item) for item in found}


def latest_versions(actor: Actor, region_path: str, codes: Collection[str]) -> dict[str, ItemVersion]:
    """Code → its latest version, whatever has become of it: what a proposal is compared with."""
    return {item.code: version_of(item) for item in _whole(actor, region_path).filter(code__in=codes).order_by("version")}


def entries_of(actor: Actor, region_path: str, versions: Mapping[str, int]) -> list[ItemEntry]:
    """Items with their 主项, each in the version named, in the order of their codes."""
    found = _whole(actor, region_path).filter(code__in=versions).order_by("code")
    rows = [version_of(item) for item in found if item.version == versions[item.code]]
    return [ItemEntry(one.row, one.main) for one in rows]


def main_items(actor: Actor, region_path: str) -> list[MainItemRow]:
    found = within(actor, MainItem.objects.filter(region_path=region_path)).order_by("code")
    return [main_row(main) for main in found]


def _whole(actor: Actor, region_path: str) -> QuerySet[Item]:
    found = within(actor, Item.objects.filter(region_path=region_path))
    return found.select_related("main_item").prefetch_related("opinions")
