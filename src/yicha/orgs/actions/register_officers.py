from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.locks import hold
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Leave, Officer, Recusal
from yicha.orgs.queries.officers import known_officers, officers_lock, resolve_rows
from yicha.orgs.rules.officers import compare_officers, completed
from yicha.orgs.types import PROFILE, OfficerRow, OfficersRegistered, OrgPermission, RecusalStatus, RegisterOfficers

COLUMNS = ("name", "department", "valid_to", "skills", "towns", "days_per_week", "in_post", *PROFILE)


@use_case(may=OrgPermission.REGISTER_OFFICERS, clause="LYG-4.2 YX-2.7")
def register_officers(actor: Actor, command: RegisterOfficers, at: datetime, /) -> OfficersRegistered:
    rows = resolve_rows(actor, command, timezone.localdate(at))
    hold(officers_lock(command.region_path))
    held = _lock(actor, rows)
    known = known_officers([row.cert_no for row in rows])
    changes = compare_officers(known, rows)
    told = [completed(known[row.cert_no], row) if row.cert_no in known else row for row in rows]
    touched = [row for row in told if row.cert_no in {*changes.new, *changes.changed}]
    officers = _store(held, touched)
    _add_leave(officers, touched)
    _add_recusals(actor, officers, touched)
    return OfficersRegistered(command.region_path, command.source, len(changes.new), len(changes.changed), len(changes.unchanged))


def _lock(actor: Actor, rows: Iterable[OfficerRow]) -> dict[str, Officer]:
    found = Officer.objects.select_for_update(of=("self",)).select_related("department__region").order_by("cert_no")
    held = {officer.cert_no: officer for officer in found.filter(cert_no__in=[row.cert_no for row in rows])}
    for officer in held.values():
        if officer.in_post and not (actor.covers(officer.department.region.path) and actor.acts_for(officer.department_id)):
            raise RuleBroken(f"执法证号 {officer.cert_no} 已由其他部门登记，请先由其办理离岗", clause="LYG-4.2")
    return held


def _store(held: Mapping[str, Officer], rows: Iterable[OfficerRow]) -> dict[str, Officer]:
    officers = [_filled(held.get(row.cert_no) or Officer(cert_no=row.cert_no), row) for row in rows]
    Officer.objects.bulk_update([officer for officer in officers if officer.pk], COLUMNS, batch_size=1000)
    Officer.objects.bulk_create([officer for officer in officers if not officer.pk])
    return {officer.cert_no: officer for officer in officers}


def _filled(officer: Officer, row: OfficerRow) -> Officer:
    officer.name, officer.department_id, officer.valid_to = row.name, row.department, row.valid_to
    officer.skills, officer.towns = list(row.skills), list(row.towns)
    officer.days_per_week, officer.in_post = row.days_per_week, True
    return with_profile(officer, row)


def with_profile(officer: Officer, row: OfficerRow) -> Officer:
    for name in PROFILE:
        said = getattr(row, name)
        setattr(officer, name, list(said) if isinstance(said, tuple) else said)
    return officer


def _add_leave(officers: Mapping[str, Officer], rows: Iterable[OfficerRow]) -> None:
    spans = [Leave(officer=officers[row.cert_no], first_day=first, last_day=last) for row in rows for first, last in row.leave]
    Leave.objects.bulk_create(spans, ignore_conflicts=True)


def _add_recusals(actor: Actor, officers: Mapping[str, Officer], rows: Iterable[OfficerRow]) -> None:
    """Declared, not decided: the head of the organ still has the word."""
    said = {"reason": "名录登记", "status": RecusalStatus.DECLARED, "declared_by": actor.id}
    declared = [Recusal(officer=officers[row.cert_no], sid=sid, **said) for row in rows for sid in row.recusals]
    Recusal.objects.bulk_create(declared, ignore_conflicts=True)
