"""Reads of delegations: who exercises an item where and when."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q, QuerySet

from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import within
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.models import DelegatedItem, Delegation
from yicha.orgs.queries.permission import demand
from yicha.orgs.queries.places import department_codes, departments, place_codes
from yicha.orgs.rules.delegations import (
    competent,
    deciding,
    in_force,
    require_area,
    require_instrument,
    require_own_power,
    require_registered,
)
from yicha.orgs.types import DelegatePower, DelegationEntry, DelegationKind, DelegationLine, DelegationListing, OrgPermission
from yicha.orgs.workbooks import DelegationWords

__all__ = ["competent", "deciding", "delegation_entries", "delegation_lines", "delegation_words", "delegations", "known_delegations"]


def delegations(actor: Actor) -> tuple[DelegationListing, ...]:
    """All instruments of the region, ended ones included; `competent` picks those in force on a day.

    Competence is no secret between departments, so only the region limits it.
    """
    demand(actor, OrgPermission.READ)
    found = within(actor, Delegation.objects.select_related("area"), "from_department__region__path").order_by("id")
    return tuple(_listing(delegation) for delegation in found)


def items_received(department: str, valid: DateRange) -> list[str]:
    """What a department exercises for others during some part of a time."""
    received = DelegatedItem.objects.filter(delegation__to_department=department, valid__overlap=valid)
    return list(received.values_list("item_code", flat=True))


def _listing(found: Delegation) -> DelegationListing:
    return DelegationListing(
        delegation=found.pk,
        kind=DelegationKind(found.kind),
        from_department=found.from_department_id,
        to_department=found.to_department_id,
        area_path=found.area.path,
        items=tuple(found.items),
        legal_basis=found.legal_basis,
        first_day=found.first_day,
        last_day=found.last_day,
        ended_because=found.ended_reason,
    )


def delegation_lines(actor: Actor, on: date) -> tuple[DelegationLine, ...]:
    """All instruments of the region with names, the latest first."""
    found = within(actor, Delegation.objects.select_related("area", "from_department", "to_department"), "from_department__region__path")
    rows = [(_listing(row), row) for row in found.order_by("-first_day", "-id")]
    return tuple(
        DelegationLine(said, row.from_department.short_name, row.to_department.short_name, row.area.name, in_force(said, on))
        for said, row in rows
    )


def delegations_lock(region_path: str) -> str:
    """The name under which a region's instruments are held while a workbook is compared with them (kernel/locks)."""
    return f"delegations:{region_path}"


def delegation_entries(actor: Actor) -> list[DelegationEntry]:
    """As the workbook says it; what ended before it began was never in force."""
    demand(actor, OrgPermission.READ)
    return [_entry(row) for row in within(actor, _given(), "from_department__region__path")]


def known_delegations(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, DelegationEntry]:
    """By key, which begins with who gives."""
    here = Q(from_department__region__path=region_path) | Q(from_department__region__path__startswith=f"{region_path}/")
    found = _given().filter(here, from_department__in={key.partition("|")[0] for key in keys})
    held = {entry.key: entry for entry in map(_entry, found.select_for_update(of=("self",)) if for_update else found)}
    return {key: held[key] for key in keys if key in held}


def named_delegations(region_path: str, keys: Collection[str]) -> list[Delegation]:
    """The instruments themselves, by key; they stay so until the transaction ends."""
    here = Q(from_department__region__path=region_path) | Q(from_department__region__path__startswith=f"{region_path}/")
    found = _given().filter(here, from_department__in={key.partition("|")[0] for key in keys})
    return [row for row in found.select_for_update(of=("self",)) if _entry(row).key in set(keys)]


def delegation_words(region_path: str, on: date) -> DelegationWords:
    return DelegationWords(place_codes(region_path), department_codes(region_path, on), _doubts(region_path, on))


def _given() -> QuerySet[Delegation]:
    """The latest first, as the list has them."""
    ran = Q(last_day=None) | Q(last_day__gte=F("first_day"))
    return Delegation.objects.filter(ran).select_related("area").order_by("-first_day", "-id")


def _entry(row: Delegation) -> DelegationEntry:
    said = _listing(row)
    plain = {field.name: getattr(said, field.name) for field in fields(DelegationEntry) if field.name not in {"area", "items"}}
    return DelegationEntry(**plain, area=said.area_path, items=tuple(sorted(said.items)))


def _doubts(region_path: str, on: date) -> Callable[[DelegationEntry], str]:
    """The rules of `delegate_power`, before it is asked, of what the register does not hold."""
    existing = {row.code: row for row in departments(SYSTEM, on)}

    def doubt(row: DelegationEntry) -> str:
        if known_delegations(region_path, [row.key]):
            return ""
        said = {name: value for name, value in vars(row).items() if name != "area"}
        try:
            for department in (row.from_department, row.to_department):
                require_registered(department, existing)
            require_instrument(DelegatePower(**said, area=row.area.rpartition("/")[2]), existing[row.to_department].kind)
            require_area(row.area, existing[row.from_department].region_path)
            require_own_power(row.items, items_received(row.from_department, DateRange(row.first_day, row.last_day, "[]")))
        except RuleBroken as refused:
            return str(refused)
        return ""

    return doubt
