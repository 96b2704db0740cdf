from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, read
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import DelegatedItem, Delegation, Department, Region
from yicha.orgs.queries.delegations import items_received
from yicha.orgs.rules.delegations import require_area, require_instrument, require_own_power
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.types import DelegatePower, DepartmentKind, OrgPermission, PowerDelegated


@use_case(may=OrgPermission.DELEGATE_POWER, clause="GX-3.5 LYG-5.5")
def delegate_power(actor: Actor, command: DelegatePower, at: datetime, /) -> PowerDelegated:
    giver, taker = _parties(actor, command, at)
    area = read(actor, Region.objects.all(), path="path", clause="GX-3.5", code=command.area)
    require_instrument(command, DepartmentKind(taker.kind))
    require_area(area.path, giver.region.path)
    valid = DateRange(command.first_day, command.last_day, "[]")
    require_own_power(command.items, items_received(giver.code, valid))
    try:
        delegation = _store(command, area, valid)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return PowerDelegated(delegation.pk, giver.code, taker.code, area.path, command.items)


def _parties(actor: Actor, command: DelegatePower, at: datetime) -> tuple[Department, Department]:
    existing = Department.objects.filter(valid__contains=timezone.localdate(at)).select_related("region")
    # Both locked, always in the same order: nobody passes on what arrives at the same moment.
    both = Department.objects.filter(code__in=[command.from_department, command.to_department])
    list(both.order_by("code").select_for_update(no_key=True))
    own = of_department(actor, existing, "code")
    giver = read(actor, own, path="region__path", clause="GX-3.5", code=command.from_department)
    return giver, read(actor, existing, path="region__path", clause="GX-3.5", code=command.to_department)


def _store(command: DelegatePower, area: Region, valid: DateRange) -> Delegation:
    delegation = Delegation.objects.create(
        kind=command.kind,
        from_department_id=command.from_department,
        to_department_id=command.to_department,
        area=area,
        items=list(command.items),
        legal_basis=command.legal_basis.strip(),
        first_day=command.first_day,
        last_day=command.last_day,
    )
    moved = {"delegation": delegation, "from_department_id": command.from_department, "area": area, "valid": valid}
    DelegatedItem.objects.bulk_create([DelegatedItem(item_code=item, **moved) for item in command.items])
    return delegation
