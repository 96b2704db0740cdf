"""What is in force: what other rooms ask for."""

from collections.abc import Collection
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from yicha.items.models import DECIDED, Item, ItemOpinion
from yicha.items.queries.rows import row_of
from yicha.items.types import ItemRow, ItemStatus, levels_run_in
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within


def items_in_force(actor: Actor, region_path: str, on: date, codes: Collection[str] | None = None) -> dict[str, ItemRow]:
    """R-ITEM-1: published and valid on that day. Nothing else may be planned or checked. `codes`: only these are asked for."""
    found = _in_force(actor, region_path, on)
    if codes is not None:
        found = found.filter(code__in=codes)
    return {item.code: row_of(item) for item in found.order_by("code")}


def briefs_in_force(actor: Actor, region_path: str, on: date) -> list[tuple[str, str, str]]:
    """Code, name and basis of the items in force on a day, by their codes: for lists of many."""
    return list(_in_force(actor, region_path, on).order_by("code").values_list("code", "name", "legal_basis"))


def briefs_to_come(actor: Actor, region_path: str, on: date) -> list[tuple[str, str, str]]:
    """The same of what is in force on a day or later, as its latest version says it."""
    days = DateRange(on, None)
    found = within(actor, Item.objects.filter(region_path=region_path, status__in=DECIDED, valid__overlap=days))
    return list(found.order_by("code", "-version").distinct("code").values_list("code", "name", "legal_basis"))


def items_on_days(actor: Actor, region_path: str, days: Collection[date], codes: Collection[str]) -> dict[date, dict[str, ItemRow]]:
    """The same of several days, by one statement."""
    span = DateRange(min(days), max(days), "[]")
    held = Item.objects.filter(region_path=region_path, status__in=DECIDED, valid__overlap=span, code__in=codes)
    rows = [(item.valid, row_of(item)) for item in within(actor, held).select_related("main_item").order_by("code")]
    return {day: {row.code: row for valid, row in rows if day in valid} for day in days}


def owners_in_force(actor: Actor, region_path: str, on: date) -> dict[str, str]:
    """Code → the department whose item it is, of the items in force on a day."""
    return dict(_in_force(actor, region_path, on).values_list("code", "department"))


def periods_in_force(actor: Actor, region_path: str, year: int) -> dict[str, tuple[date, date | None]]:
    """Code → the first day in force in a year's time and the first day no longer, of what runs in the region; versions that follow one
    another are one period.
    """
    rows = _during(actor, region_path, year).filter(authority_level__in=["", *levels_run_in(region_path)]).order_by("code", "valid")
    found: dict[str, tuple[date, date | None]] = {}
    for code, valid in rows.values_list("code", "valid"):
        found[code] = (found.get(code, (valid.lower,))[0], valid.upper)
    return found


def yearly_caps(actor: Actor, region_path: str, year: int) -> dict[str, int]:
    """R-FREQ-3: code → 频次上限 of the items that have one; of the versions of a year the least."""
    found = _during(actor, region_path, year).filter(yearly_cap__isnull=False)
    return dict(found.values_list("code").annotate(least=Min("yearly_cap")).order_by("code"))


def items_found(actor: Actor, region_path: str, on: date, text: str, most: int) -> list[ItemRow]:
    """Items in force whose code or name holds a text."""
    found = _in_force(actor, region_path, on).filter(Q(name__icontains=text) | Q(code__icontains=text))
    return [row_of(item) for item in found.order_by("code")[:most]]


def proposals(actor: Actor, region_path: str) -> dict[str, int]:
    """Department → items that it has proposed and nobody has decided yet."""
    found = within(actor, Item.objects.filter(region_path=region_path, status=ItemStatus.PROPOSED))
    return dict(found.values_list("department").annotate(count=Count("pk")).order_by("department"))


def regions_with_items(actor: Actor) -> list[str]:
    """Of the actor's region and those below, which have a list."""
    return list(within(actor, Item.objects.all()).order_by("region_path").values_list("region_path", flat=True).distinct())


def opinions_asked(actor: Actor, region_path: str, department: str) -> list[ItemRow]:
    """Proposals that name a department as partner and have no word of it yet."""
    said = ItemOpinion.objects.filter(item=OuterRef("pk"), round=OuterRef("round"), department=department)
    found = Item.objects.filter(region_path=region_path, status=ItemStatus.PROPOSED, partners__contains=[department]).exclude(Exists(said))
    return [row_of(item) for item in within(actor, found).select_related("main_item").order_by("code")]


def returned(actor: Actor, region_path: str, department: str) -> dict[str, str]:
    """Code → why, of what a department has to mend."""
    found = within(actor, Item.objects.filter(region_path=region_path, department=department, status=ItemStatus.RETURNED))
    return dict(found.order_by("code").values_list("code", "returned_because"))


def _during(actor: Actor, region_path: str, year: int) -> QuerySet[Item]:
    days = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    return within(actor, Item.objects.filter(region_path=region_path, status__in=DECIDED, valid__overlap=days))


def _in_force(actor: Actor, region_path: str, on: date) -> QuerySet[Item]:
    found = Item.objects.filter(region_path=region_path, status__in=DECIDED, valid__contains=on)
    return within(actor, found).select_related("main_item")
