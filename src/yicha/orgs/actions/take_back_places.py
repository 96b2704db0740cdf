from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.orgs.models import DelegatedItem, Delegation, Department, Region
from yicha.orgs.queries.delegations import delegations_lock, named_delegations
from yicha.orgs.queries.places import places_lock
from yicha.orgs.types import TAKEN_BACK, OrgPermission, OrgRegister, PlacesTakenBack, TakeBackPlaces

EMPTY = DateRange(empty=True)


@use_case(may=OrgPermission.TAKE_BACK_PLACES, clause="LYG-4.2")
def take_back_places(actor: Actor, command: TakeBackPlaces, at: datetime, /) -> PlacesTakenBack:
    """Follows from the undoing of an import. Rows stay on record as if they had never held; regions have the names they had."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    removed = WAYS[command.register](command)
    return PlacesTakenBack(command.region_path, command.register, command.source, removed, len(command.restored))


def _departments(command: TakeBackPlaces) -> int:
    hold(places_lock(command.region_path))
    return Department.objects.filter(code__in=command.removed).update(valid=EMPTY)


def _regions(command: TakeBackPlaces) -> int:
    hold(places_lock(command.region_path))
    for row in command.restored:
        valid = DateRange(row.first_day, row.last_day and row.last_day + timedelta(days=1))
        Region.objects.filter(code=row.code).update(name=row.name, valid=valid)
    return Region.objects.filter(code__in=command.removed).update(valid=EMPTY)


def _delegations(command: TakeBackPlaces) -> int:
    """Ended before it began, which is how an instrument that never held is kept."""
    hold(delegations_lock(command.region_path))
    taken = [row.pk for row in named_delegations(command.region_path, command.removed)]
    DelegatedItem.objects.filter(delegation__in=taken).update(valid=EMPTY)
    return Delegation.objects.filter(pk__in=taken).update(last_day=F("first_day") - timedelta(days=1), ended_reason=TAKEN_BACK)


WAYS: Mapping[OrgRegister, Callable[[TakeBackPlaces], int]] = {
    OrgRegister.DEPARTMENTS: _departments,
    OrgRegister.REGIONS: _regions,
    OrgRegister.DELEGATIONS: _delegations,
}
