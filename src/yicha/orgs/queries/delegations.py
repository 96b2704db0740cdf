"""Reads of delegations: who exercises an item where and when."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.orgs.models import DelegatedItem, Delegation
from yicha.orgs.queries.permission import demand
from yicha.orgs.rules.delegations import competent, deciding, in_force
from yicha.orgs.types import DelegationKind, DelegationLine, DelegationListing, OrgPermission

__all__ = ["competent", "deciding", "delegation_lines", "delegations"]


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
