"""Policies, resources and conflicts as their workbooks say them, and what speaks against a row that the register does not hold."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from yicha.duties.models import Conflict, Policy, Resource
from yicha.duties.models.policies import IN_FORCE
from yicha.duties.queries.duties import items_of
from yicha.duties.queries.places import require_covered, written_departments
from yicha.duties.rules import conflicts as conflict_rules
from yicha.duties.rules import policies as rules
from yicha.duties.types import ConflictEntry, ConflictKind, ConflictStatus, PolicyEntry, ResourceEntry, ResourceKind
from yicha.duties.workbooks import DepartmentWords, listing_of, report_of
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import RuleBroken

Model = TypeVar("Model", Policy, Resource, Conflict)


def policy_entries(actor: Actor, region_path: str) -> list[PolicyEntry]:
    """Documents that are or were in force, the latest first. Drafts are under way, and no rows of a register yet."""
    require_covered(actor, region_path, "GX-4.1")
    return [_policy(row) for row in _issued(region_path).order_by("-issued_on", "-pk")]


def known_policies(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, PolicyEntry]:
    return {row.number: _policy(row) for row in _held(_issued(region_path).filter(number__in=keys), for_update=for_update)}


def policy_words(region_path: str, on: date) -> DepartmentWords[PolicyEntry]:
    written = written_departments(region_path, on)

    def doubt(row: PolicyEntry) -> str:
        try:
            rules.require_here((row.department,), written.values())
            rules.require_document(row.title, row.number, row.issuer, row.issued_on, row.valid_to)
            rules.require_repealed_whole(row.repealed_because, row.valid_to)
            if not row.repealed_because:
                rules.require_known_items(row.items, items_of(region_path, on, row.items))
        except RuleBroken as refused:
            return "" if row.key in known_policies(region_path, [row.key]) else str(refused)
        return ""

    return DepartmentWords(written, doubt)


def resource_entries(actor: Actor, region_path: str) -> list[ResourceEntry]:
    """Those out of use too."""
    require_covered(actor, region_path, "GX-4.1")
    return [_resource(row) for row in Resource.objects.filter(region_path=region_path).order_by("department", "name")]


def known_resources(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, ResourceEntry]:
    """By key, which begins with the department."""
    found = Resource.objects.filter(region_path=region_path, department__in={key.partition("|")[0] for key in keys})
    held = {entry.key: entry for entry in map(_resource, _held(found, for_update=for_update))}
    return {key: held[key] for key in keys if key in held}


def resource_words(region_path: str, on: date) -> DepartmentWords[ResourceEntry]:
    written = written_departments(region_path, on)

    def doubt(row: ResourceEntry) -> str:
        try:
            rules.require_here((row.department,), written.values())
            rules.require_resource(listing_of(region_path, row))
            rules.require_retired_whole(row.retired_on, row.retired_because)
            rules.require_known_items(row.items, items_of(region_path, on, row.items))
        except RuleBroken as refused:
            return "" if known_resources(region_path, [row.key]).get(row.key) == row else str(refused)
        return ""

    return DepartmentWords(written, doubt)


def conflict_entries(actor: Actor, region_path: str) -> list[ConflictEntry]:
    """Settled ones too, the latest first."""
    require_covered(actor, region_path, "GX-2.4b")
    return [_conflict(row) for row in Conflict.objects.filter(region_path=region_path).order_by("-found_at", "-pk")]


def known_conflicts(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, ConflictEntry]:
    """By key, whose second part is the title."""
    found = Conflict.objects.filter(region_path=region_path, title__in={key.split("|")[1] for key in keys})
    held = {entry.key: entry for entry in map(_conflict, _held(found, for_update=for_update))}
    return {key: held[key] for key in keys if key in held}


def conflict_words(region_path: str, on: date) -> DepartmentWords[ConflictEntry]:
    written = written_departments(region_path, on)

    def doubt(row: ConflictEntry) -> str:
        try:
            rules.require_here((row.found_by, row.owner), written.values())
            command = report_of(region_path, row)
            conflict_rules.require_two_provisions(command)
            conflict_rules.require_in_order(command, on)
            if settling := conflict_rules.settling(command):
                conflict_rules.require_outcome(settling, items_of(region_path, on, [row.item]))
        except RuleBroken as refused:
            return "" if row.key in known_conflicts(region_path, [row.key]) else str(refused)
        return ""

    return DepartmentWords(written, doubt)


def _issued(region_path: str) -> QuerySet[Policy]:
    return Policy.objects.filter(region_path=region_path, status__in=IN_FORCE)


def _held(found: QuerySet[Model], *, for_update: bool) -> QuerySet[Model]:
    return found.select_for_update() if for_update else found


def _policy(row: Policy) -> PolicyEntry:
    if row.issued_on is None:
        raise ValueError(row)  # `policy_issued_whole` holds that it is there
    said = (row.department, row.valid_to, tuple(row.items), row.repealed_because)
    return PolicyEntry(row.title, row.number, row.issuer, row.issued_on, *said)


def _resource(row: Resource) -> ResourceEntry:
    plain = (row.name, row.contact, row.available, tuple(row.items), row.retired_on, row.retired_because)
    return ResourceEntry(row.department, ResourceKind(row.kind), *plain)


def _conflict(row: Conflict) -> ConflictEntry:
    return ConflictEntry(
        title=row.title,
        kind=ConflictKind(row.kind),
        first_source=row.first_source,
        first_text=row.first_text,
        second_source=row.second_source,
        second_text=row.second_text,
        description=row.description,
        found_by=row.found_by,
        found_on=timezone.localdate(row.found_at),
        owner=row.owner,
        status=ConflictStatus(row.status),
        reason=row.reason,
        document=row.document,
        item=row.item,
        closed_on=timezone.localdate(row.closed_at) if row.closed_at else None,
    )
