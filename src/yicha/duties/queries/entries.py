"""The register of duties as its workbook says it, and what speaks against a row that it does not hold."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache

from django.db.models import Q, QuerySet

from yicha.duties.models import Dispute, Duty
from yicha.duties.queries.duties import items_of, row_of
from yicha.duties.queries.places import departments_of, require_covered, steps, written_departments
from yicha.duties.rules import duties as rules
from yicha.duties.types import AssignDuty, DutyEntry, Instrument
from yicha.duties.workbooks import Words
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries.places import place_codes


def duties_lock(region_path: str) -> str:
    """The name under which a region's duties are held while a workbook is compared with them (kernel/locks)."""
    return f"duties:{region_path}"


def duty_entries(actor: Actor, region_path: str) -> list[DutyEntry]:
    """All that was ever given there and below, but what ended before it began."""
    require_covered(actor, region_path, "WY-5.2")
    return [_entry(row) for row in _given(region_path).order_by("item", "region_path", "step", "valid", "department")]


def known_duties(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, DutyEntry]:
    """By key. `keys` name their items: no more than those are read."""
    found = _given(region_path).filter(item__in={key.split("|")[1] for key in keys}).order_by("pk")
    held = {entry.key: entry for entry in map(_entry, found.select_for_update() if for_update else found)}
    return {key: held[key] for key in keys if key in held}


def named_duties(region_path: str, keys: Collection[str]) -> list[Duty]:
    """The rows themselves, by key; they stay so until the transaction ends."""
    found = _given(region_path).filter(item__in={key.split("|")[1] for key in keys}).order_by("pk").select_for_update()
    return [row for row in found if _entry(row).key in set(keys)]


def duties_relied_on(region_path: str, since: datetime, keys: Collection[str]) -> list[str]:
    """Disputes that were raised since then over what these say."""
    items = {key.split("|")[1] for key in keys}
    here = Q(region_path=region_path) | Q(region_path__startswith=f"{region_path}/")
    found = Dispute.objects.filter(here, item__in=items, raised_at__gte=since).exclude(item="").order_by("pk")
    return [f"职责争议 {number}" for number in found.values_list("number", flat=True)[:9]]


def duty_words(region_path: str, on: date) -> Words:
    departments = written_departments(region_path, on)
    named = {written: step for step, label in steps(region_path, on).items() for written in (step, label)}
    return Words(place_codes(region_path), departments, named, _doubts(region_path))


def _given(region_path: str) -> QuerySet[Duty]:
    return Duty.objects.filter(Q(region_path=region_path) | Q(region_path__startswith=f"{region_path}/"), valid__isempty=False)


def _entry(row: Duty) -> DutyEntry:
    said = row_of(row)
    return DutyEntry(**{field.name: getattr(said, field.name) for field in fields(DutyEntry)})


def _doubts(region_path: str) -> Callable[[DutyEntry], str]:
    """The rules of `assign_duty`, before it is asked; what they need is read once, and only if there is a row to judge."""

    @cache
    def held() -> tuple[Mapping[str, DutyEntry], Mapping[tuple[str, str, str], list[DutyEntry]]]:
        entries, places = [_entry(row) for row in _given(region_path)], defaultdict(list)
        for entry in entries:
            places[entry.place].append(entry)
        return {entry.key: entry for entry in entries}, places

    existing, named, items = cache(departments_of), cache(steps), cache(items_of)

    def doubt(row: DutyEntry) -> str:
        keys, places = held()
        if row.key in keys:
            return ""
        try:
            rules.require_instrument(_command(row))
            rules.require_department(row.department, existing(row.area, row.first_day))
            rules.require_steps((row.step,), named(row.area, row.first_day))
            if row.instrument is not Instrument.DISPUTE_DECISION:
                rules.require_items((row.item,), items(row.area, row.first_day))
            rules.require_after(row, places.get(row.place, ()))
        except RuleBroken as refused:
            return str(refused)
        return ""

    return doubt


def _command(row: DutyEntry) -> AssignDuty:
    said = {name: value for name, value in vars(row).items() if name not in {"item", "step"}}
    return AssignDuty(items=(row.item,), steps=(row.step,), **said)
