"""Reads of officers: who can be drawn, who may sign, who has no account, what an import would change."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, of_department, within
from yicha.kernel.locks import hold
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.models import Account, Officer
from yicha.orgs.queries.permission import demand
from yicha.orgs.queries.places import department_codes
from yicha.orgs.rules.officers import absences, compare_officers, counts_for_draws, require_certificate, require_rows
from yicha.orgs.types import (
    PROFILE,
    AccountCoverage,
    OfficerAvailable,
    OfficerChanges,
    OfficerListing,
    OfficerRow,
    OrgPermission,
    RecusalStatus,
    RegisterOfficers,
    with_expertise,
)

RELIED_ON = "officers relied on"
"""Held, shared, by whoever is about to rely on officers; alone by whoever takes some back."""


def officers_lock(region_path: str) -> str:
    """The name under which a region's officers are held while they are registered (kernel/locks)."""
    return f"officers:{region_path}"


def officers_available(actor: Actor, year: int) -> tuple[OfficerAvailable, ...]:
    """Officers in post with a certificate for at least a part of the year, by certificate number: for planning and draws (R-SUB-3).

    Until the caller's transaction ends they are not taken back.
    """
    demand(actor, OrgPermission.READ)
    hold(RELIED_ON, shared=True)
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    found = reachable(actor).filter(_certified_on(first_day), in_post=True).prefetch_related("leave", "recusals")
    return tuple(_available(officer, first_day, last_day) for officer in found)


def _available(officer: Officer, first_day: date, last_day: date) -> OfficerAvailable:
    leave = [(span.first_day, span.last_day) for span in officer.leave.all()]
    recusals = [found.sid for found in officer.recusals.all() if counts_for_draws(RecusalStatus(found.status), by_party=found.by_party)]
    return OfficerAvailable(
        cert_no=officer.cert_no,
        name=officer.name,
        department=officer.department_id,
        skills=with_expertise(officer.skills, officer.expertise),
        days_per_week=officer.days_per_week,
        towns=tuple(officer.towns),
        absences=absences(first_day, last_day, officer.valid_to, leave),
        recusals=tuple(sorted(recusals)),
        items=tuple(officer.items),
    )


def officers(actor: Actor) -> tuple[OfficerListing, ...]:
    """The whole register of the actor's departments, those who have left included."""
    demand(actor, OrgPermission.READ)
    return tuple(_listing(officer) for officer in reachable(actor))


def account_coverage(actor: Actor, on: date) -> AccountCoverage:
    """YX-2.13: certified officers in post ↔ enabled accounts, with the rows behind the figure."""
    demand(actor, OrgPermission.READ)
    return AccountCoverage(tuple(_listing(officer) for officer in reachable(actor).filter(_certified_on(on), in_post=True)))


def signing_officer(actor: Actor, on: date) -> OfficerListing:
    """The actor's own certificate, valid on that day; otherwise a refusal (R-SUB-3)."""
    held = Account.objects.filter(pk=actor.id, disabled_at=None, officer__in_post=True)
    found = held.values_list("officer__cert_no", "officer__name", "officer__department", "officer__valid_to").first()
    if found is None:
        raise RuleBroken("您没有在岗的执法证，不能签字", clause="R-SUB-3")
    require_certificate(found[-1], on)
    return OfficerListing(*found, in_post=True, has_account=True)


def preview_officers(actor: Actor, command: RegisterOfficers, on: date) -> OfficerChanges:
    """What `register_officers` would do, refusals included."""
    demand(actor, OrgPermission.REGISTER_OFFICERS)
    rows = resolve_rows(actor, command, on)
    return compare_officers(known_officers([row.cert_no for row in rows]), rows)


def resolve_rows(actor: Actor, command: RegisterOfficers, on: date) -> tuple[OfficerRow, ...]:
    """The rows with codes for departments, all of them the actor's to register."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    require_rows(command.rows)
    codes = department_codes(command.region_path, on)
    return tuple(_resolve(actor, row, codes.get(row.department, "")) for row in command.rows)


def _resolve(actor: Actor, row: OfficerRow, code: str) -> OfficerRow:
    if not actor.acts_for(code):
        raise RuleBroken(f"部门“{row.department}”没有登记、不唯一，或不由您办理", clause="LYG-4.2")
    return replace(row, department=code)


def officers_elsewhere(region_path: str, cert_nos: Collection[str]) -> set[str]:
    """Of these certificates, those in post outside the region."""
    here = Q(department__region__path=region_path) | Q(department__region__path__startswith=f"{region_path}/")
    return set(Officer.objects.filter(cert_no__in=cert_nos, in_post=True).exclude(here).values_list("cert_no", flat=True))


def known_officers(cert_nos: Collection[str], *, for_update: bool = False) -> Mapping[str, OfficerRow]:
    """As the register holds them; who has left is not known, so that registering again counts as new. `for_update`: they stay so."""
    held = Officer.objects.filter(cert_no__in=cert_nos, in_post=True).order_by("cert_no")
    found = (held.select_for_update() if for_update else held).prefetch_related("leave", "recusals")
    return {officer.cert_no: officer_row(officer) for officer in found}


def officer_row(officer: Officer) -> OfficerRow:
    return OfficerRow(
        cert_no=officer.cert_no,
        name=officer.name,
        department=officer.department_id,
        valid_to=officer.valid_to,
        skills=tuple(officer.skills),
        days_per_week=officer.days_per_week,
        towns=tuple(officer.towns),
        recusals=tuple(found.sid for found in officer.recusals.all() if found.status != RecusalStatus.REJECTED),
        leave=tuple((span.first_day, span.last_day) for span in officer.leave.all()),
        **{name: _frozen(getattr(officer, name)) for name in PROFILE},
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _listed() -> QuerySet[Officer]:
    account = Account.objects.filter(officer=OuterRef("pk"), disabled_at=None)
    return Officer.objects.annotate(has_account=Exists(account)).order_by("cert_no")


def reachable(actor: Actor) -> QuerySet[Officer]:
    return of_department(actor, within(actor, _listed(), "department__region__path"), "department_id")


def _certified_on(day: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=day)


def _listing(found: Officer) -> OfficerListing:
    has_account: bool = found.has_account  # type: ignore[attr-defined]  # annotated by _listed
    return OfficerListing(found.cert_no, found.name, found.department_id, found.valid_to, found.in_post, has_account)
