from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F
from django.utils import timezone

from yicha.duties.actions.assign_duty import check_successors
from yicha.duties.models import Duty, Minutes, Resource
from yicha.duties.queries.brought import named_conflicts, named_minutes, named_policies, named_resources
from yicha.duties.queries.entries import duties_lock, named_duties
from yicha.duties.rules import duties as rules
from yicha.duties.states import CONFLICT_TRANSITIONS, POLICY_TRANSITIONS
from yicha.duties.types import (
    TAKEN_BACK,
    ConflictStatus,
    DutyPermission,
    EntriesTakenBack,
    EntryKind,
    PolicyStatus,
    TakeBackEntries,
)
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.locks import hold
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.TAKE_BACK, clause="LYG-4.2")
def take_back_entries(actor: Actor, command: TakeBackEntries, at: datetime, /) -> EntriesTakenBack:
    """Follows from the undoing of an import. Rows stay on record, but hold no more; what they had taken the place of holds again."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    removed = WAYS[command.kind](command, at)
    return EntriesTakenBack(command.region_path, command.kind, command.source, removed, len(command.restored))


def _duties(command: TakeBackEntries, _at: datetime) -> int:
    """As if never given: the range becomes empty, and whoever was cut short has the time that he had."""
    hold(duties_lock(command.region_path))
    taken = [duty.pk for duty in named_duties(command.region_path, command.removed)]
    try:
        Duty.objects.filter(pk__in=taken).update(valid=DateRange(empty=True), ended_because=TAKEN_BACK)
        cut = Duty.objects.filter(cut_by__in=taken).exclude(pk__in=taken)
        cut.update(valid=F("uncut"), ended_because=F("uncut_because"), uncut=None, uncut_because="", cut_by=None)
        check_successors()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return len(taken)


def _policies(command: TakeBackEntries, _at: datetime) -> int:
    found = named_policies(command.region_path, command.removed).select_for_update()
    for row in found:
        row.status = step(POLICY_TRANSITIONS, PolicyStatus(row.status), "take_back", clause="LYG-4.2")
        row.save(update_fields=["status"])
    return len(found)


def _conflicts(command: TakeBackEntries, at: datetime) -> int:
    found = named_conflicts(command.region_path, command.removed)
    for row in found:
        row.status = step(CONFLICT_TRANSITIONS, ConflictStatus(row.status), "take_back", clause="LYG-4.2")
        row.reason, row.closed_at = TAKEN_BACK, at
        row.save(update_fields=["status", "reason", "closed_at"])
    return len(found)


def _resources(command: TakeBackEntries, at: datetime) -> int:
    """New ones are out of use; said again, they come back."""
    taken = named_resources(command.region_path, command.removed)
    for row in taken:
        row.retired_on, row.retired_because = timezone.localdate(at), TAKEN_BACK
        row.save(update_fields=["retired_on", "retired_because"])
    for entry in command.restored:
        said = {name: value for name, value in vars(entry).items() if name not in {"department", "name"}}
        place = {"region_path": command.region_path, "department": entry.department, "name": entry.name}
        Resource.objects.filter(**place).update(**said | {"items": list(entry.items)})
    return len(taken)


def _minutes(command: TakeBackEntries, _at: datetime) -> int:
    """With them their tasks: nobody owes them."""
    taken = [row.pk for row in named_minutes(command.region_path, command.removed)]
    return Minutes.objects.filter(pk__in=taken).update(withdrawn_because=TAKEN_BACK)


WAYS: Mapping[EntryKind, Callable[[TakeBackEntries, datetime], int]] = {
    EntryKind.DUTIES: _duties,
    EntryKind.POLICIES: _policies,
    EntryKind.RESOURCES: _resources,
    EntryKind.CONFLICTS: _conflicts,
    EntryKind.MINUTES: _minutes,
}
