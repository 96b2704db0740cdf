"""Policies, resources, conflicts and minutes as their workbooks say them, and what speaks against a row that the register does not hold."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from yicha.duties.models import Conflict, ConflictOpinion, Minutes, Policy, Resource
from yicha.duties.models.policies import IN_FORCE
from yicha.duties.queries.duties import items_of
from yicha.duties.queries.places import require_covered, written_departments
from yicha.duties.rules import conflicts as conflict_rules
from yicha.duties.rules import minutes as minutes_rules
from yicha.duties.rules import policies as rules
from yicha.duties.types import (
    ConflictEntry,
    ConflictKind,
    ConflictStatus,
    MinutesEntry,
    MinutesKind,
    PolicyEntry,
    ResourceEntry,
    ResourceKind,
    Task,
)
from yicha.duties.workbooks import DepartmentWords, listing_of, recording_of, report_of
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import RuleBroken

Model = TypeVar("Model", Policy, Resource, Conflict)


def policy_entries(actor: Actor, region_path: str) -> list[PolicyEntry]:
    """Documents that are or were in force, the latest first. Drafts are under way, and no rows of a register yet."""
    require_covered(actor, region_path, "GX-4.1")
    return [_policy(row) for row in _issued(region_path).order_by("-issued_on", "-pk")]


def known_policies(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, PolicyEntry]:
    return {row.number: _policy(row) for row in _held(named_policies(region_path, keys), for_update=for_update)}


def named_policies(region_path: str, keys: Collection[str]) -> QuerySet[Policy]:
    """The rows themselves."""
    return _issued(region_path).filter(number__in=keys)


def policies_relied_on(region_path: str, keys: Collection[str]) -> list[str]:
    """Those whose text somebody has added since."""
    found = named_policies(region_path, keys).filter(file__isnull=False).values_list("number", flat=True)
    return [f"{number} 已补正文" for number in found[:9]]


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


def named_resources(region_path: str, keys: Collection[str]) -> list[Resource]:
    """The rows themselves, by key; they stay so until the transaction ends."""
    found = Resource.objects.filter(region_path=region_path, department__in={key.partition("|")[0] for key in keys})
    return [row for row in found.select_for_update() if _resource(row).key in set(keys)]


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
    return [_conflict(row) for row in _standing(region_path).order_by("-found_at", "-pk")]


def known_conflicts(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, ConflictEntry]:
    """By key, whose second part is the title."""
    found = _standing(region_path).filter(title__in={key.split("|")[1] for key in keys})
    held = {entry.key: entry for entry in map(_conflict, _held(found, for_update=for_update))}
    return {key: held[key] for key in keys if key in held}


def named_conflicts(region_path: str, keys: Collection[str]) -> list[Conflict]:
    """The rows themselves, by key; they stay so until the transaction ends."""
    found = _standing(region_path).filter(title__in={key.split("|")[1] for key in keys}).select_for_update()
    return [row for row in found if _conflict(row).key in set(keys)]


def conflicts_relied_on(region_path: str, keys: Collection[str]) -> list[str]:
    """Those of which a department has said something since."""
    said = set(ConflictOpinion.objects.filter(conflict__region_path=region_path).values_list("conflict", flat=True))
    return [f"{row.number} 已有部门意见" for row in named_conflicts(region_path, keys) if row.pk in said][:9]


def _standing(region_path: str) -> QuerySet[Conflict]:
    return Conflict.objects.filter(region_path=region_path).exclude(status=ConflictStatus.WITHDRAWN)


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


def minutes_entries(actor: Actor, region_path: str) -> list[MinutesEntry]:
    """Meetings and circulars with their tasks, the latest first."""
    require_covered(actor, region_path, "WS-2.3")
    return [_minutes(row) for row in _recorded(region_path).order_by("-held_on", "-pk")]


def known_minutes(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, MinutesEntry]:
    """By key, which ends with the title."""
    found = _recorded(region_path).filter(title__in={key.split("|", 2)[2] for key in keys})
    held = {entry.key: entry for entry in map(_minutes, found.select_for_update() if for_update else found)}
    return {key: held[key] for key in keys if key in held}


def named_minutes(region_path: str, keys: Collection[str]) -> list[Minutes]:
    """The rows themselves, by key; they stay so until the transaction ends."""
    found = _recorded(region_path).filter(title__in={key.split("|", 2)[2] for key in keys}).select_for_update()
    return [row for row in found if _minutes(row).key in set(keys)]


def minutes_words(region_path: str, on: date) -> DepartmentWords[MinutesEntry]:
    written = written_departments(region_path, on)

    def doubt(row: MinutesEntry) -> str:
        try:
            command = recording_of(region_path, row)
            rules.require_here((row.department, *row.parties), written.values())
            minutes_rules.require_minutes(command)
            minutes_rules.require_tasks(command)
        except RuleBroken as refused:
            return "" if row.key in known_minutes(region_path, [row.key]) else str(refused)
        return ""

    return DepartmentWords(written, doubt)


def _recorded(region_path: str) -> QuerySet[Minutes]:
    return Minutes.objects.filter(region_path=region_path, withdrawn_because="").prefetch_related("follow_ups")


def _minutes(row: Minutes) -> MinutesEntry:
    tasks = sorted(row.follow_ups.all(), key=lambda one: one.pk)
    said = [
        Task(one.department, one.what, one.due_by, timezone.localdate(one.done_at) if one.done_at else None, one.result) for one in tasks
    ]
    return MinutesEntry(row.title, MinutesKind(row.kind), row.held_on, row.department, tuple(row.parties), row.text, tuple(said))


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
