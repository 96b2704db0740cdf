"""Permits, their kinds, and the checks that they owe."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.permits.models import Permit, PermitKind
from yicha.permits.rules import state_of
from yicha.permits.types import CheckState, KindRow, PermitListing, PermitRow, PermitStatus

SORTED = {"name": "name", "kind": "kind__name", "granted_on": "granted_on", "department": "department", "check_by": "check_by"}


def permits_owed(region_path: str, led: Collection[tuple[str, str]]) -> list[str]:
    """Permits whose check is owed by whom a duty may have named: `led` are items with who leads their checks."""
    items, departments = {item for item, _ in led}, {department for _, department in led}
    found = Permit.objects.filter(region_path__startswith=region_path, kind__items__overlap=list(items), department__in=departments)
    rows = found.values_list("number", "kind__items", "department").order_by("-pk")
    return [f"许可 {number}" for number, of, department in rows[:200] if (of[0], department) in set(led)]


def permits(actor: Actor, state: CheckState | None, text: str, today: date, order: str = "") -> QuerySet[Permit]:
    """Of the actor's department, or of all for who acts for the region; in the order of a column (`SORTED`; `-` the other way round), else
    the most urgent first. `shown` makes rows of a page of it.
    """
    found = of_department(actor, within(actor, Permit.objects.select_related("kind")))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(number__icontains=text) | Q(sid=text.upper()))
    named = [order[: order.startswith("-")] + SORTED[name] for name in [order.removeprefix("-")] if name in SORTED]
    return (found.filter(in_state(state, today)) if state else found).order_by(*named, "check_by", "pk")


def count_by_state(actor: Actor, today: date) -> dict[CheckState, int]:
    found = of_department(actor, within(actor, Permit.objects.all()))
    return {state: found.filter(in_state(state, today)).count() for state in CheckState}


def in_state(state: CheckState, today: date) -> Q:
    """The same as `rules.state_of`, in the database."""
    valid, unchecked = Q(status=PermitStatus.VALID), Q(checked_at__isnull=True)
    return {
        CheckState.CHECKED: ~unchecked,
        CheckState.NOT_OWED: unchecked & (~valid | Q(check_by__isnull=True)),
        CheckState.OVERDUE: unchecked & valid & Q(check_by__lt=today),
        CheckState.DUE: unchecked & valid & Q(check_by__gte=today),
    }[state]


def checks_owed(actor: Actor) -> list[PermitListing]:
    """Of the actor's own department, the most urgent first."""
    owed = within(actor, Permit.objects.select_related("kind").filter(department=actor.department))
    rows = owed.filter(status=PermitStatus.VALID, checked_at__isnull=True, check_by__isnull=False).order_by("check_by", "pk")
    return [shown(row, row.granted_on) for row in rows]


def permits_of(actor: Actor, sid: str, today: date) -> list[PermitListing]:
    """All of one subject."""
    found = within(actor, Permit.objects.select_related("kind").filter(sid=sid))
    return [shown(row, today) for row in found.order_by("-granted_on", "pk")]


def kinds(actor: Actor) -> list[KindRow]:
    found = within(actor, PermitKind.objects.all()).order_by("region_path", "code")
    return [KindRow(row.code, row.name, row.department, tuple(row.items)) for row in found]


def shown(row: Permit, today: date) -> PermitListing:
    return PermitListing(
        id=row.pk,
        number=row.number,
        kind=row.kind.code,
        kind_name=row.kind.name,
        sid=row.sid,
        name=row.name,
        issuer=row.issuer,
        granted_on=row.granted_on,
        valid_to=row.valid_to,
        status=PermitStatus(row.status),
        department=row.department,
        items=tuple(row.kind.items),
        check_by=row.check_by,
        checked_at=row.checked_at,
        inspection=row.inspection,
        state=state_of(PermitStatus(row.status), row.checked_at is not None, row.check_by, today),
    )


def as_received(row: PermitListing) -> PermitRow:
    """As the feed brought it: taken in again it changes nothing."""
    return PermitRow(
        number=row.number,
        kind=row.kind,
        name=row.name,
        issuer=row.issuer,
        granted_on=row.granted_on,
        sid=row.sid,
        valid_to=row.valid_to,
        status=row.status,
    )
