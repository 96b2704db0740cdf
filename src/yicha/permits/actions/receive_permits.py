from collections.abc import Mapping, Sequence
from datetime import date, datetime

from yicha.duties.queries import lead_for, require_covered
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.permits import rules
from yicha.permits.models import Permit, PermitKind
from yicha.permits.queries.checks import DatedCheck, checks_lock, checks_of
from yicha.permits.types import PermitPermission, PermitRow, PermitsReceived, PermitStatus, ReceivePermits
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.queries import subjects_by_sid
from yicha.subjects.types import ImportSubjects, SubjectRow

CHECK = "check"  # the step of duties that a 批后核查 is
GIVEN = ("kind_id", "sid", "name", "issuer", "granted_on", "valid_to", "status")


@use_case(may=PermitPermission.RECEIVE, clause="GX-6.3b LYG-2.4")
def receive_permits(actor: Actor, command: ReceivePermits, at: datetime, /) -> PermitsReceived:
    """One file or request is one use case. A permit brings its holder into the register and starts the clock of its check.

    By number: what is already so is left alone, so the same file twice changes nothing.
    """
    require_covered(actor, command.region_path, "GX-6.3b")
    kinds = {kind.code: kind for kind in PermitKind.objects.filter(region_path=command.region_path)}
    rules.require_rows(command.rows, kinds)
    hold(checks_lock(command.region_path))
    held = {permit.number: permit for permit in Permit.objects.select_for_update().filter(number__in=[row.number for row in command.rows])}
    rules.require_same_place(command.region_path, {permit.region_path for permit in held.values()})
    touched = [row for row in command.rows if row.number not in held or _changed(held[row.number], _values(row, kinds))]
    made = checks_of([rules.sid_of(row) for row in touched])
    departments: dict[tuple[str, date], str] = {}
    for row in touched:
        if (row.kind, row.granted_on) not in departments:
            departments[row.kind, row.granted_on] = _department(command, row, kinds[row.kind])
        values = _values(row, kinds) | {"department": departments[row.kind, row.granted_on], "source": command.source}
        permit = _taken(command, row, values, held.get(row.number))
        _answer(permit, made.get((permit.sid, permit.department), ()))
        permit.save()
    subjects = _subjects(actor, command, touched, kinds, at)
    changed = sum(row.number in held for row in touched)
    return PermitsReceived(command.region_path, command.source, len(touched) - changed, changed, len(command.rows) - len(touched), subjects)


def _values(row: PermitRow, kinds: Mapping[str, PermitKind]) -> dict[str, object]:
    given = {name: getattr(row, name) for name in GIVEN[2:]}
    return {"kind_id": kinds[row.kind].pk, "sid": rules.sid_of(row), **given}


def _changed(permit: Permit, values: Mapping[str, object]) -> bool:
    return rules.differs({name: getattr(permit, name) for name in GIVEN}, values)


def _taken(command: ReceivePermits, row: PermitRow, values: Mapping[str, object], held: Permit | None) -> Permit:
    """A check that was made stays made. The clock runs from the grant, so a permit granted anew is checked anew."""
    permit = held or Permit(region_path=command.region_path, number=row.number)
    if held is None or held.granted_on != row.granted_on:
        permit.check_by = rules.check_by(row.granted_on, norms_in_force(command.region_path, row.granted_on), working_days())
        permit.checked_at = permit.inspection = None
    for name, value in values.items():
        setattr(permit, name, value)
    return permit


def _answer(permit: Permit, made: Sequence[DatedCheck]) -> None:
    """The visit may have been before the permit arrived."""
    check = rules.answering(made, permit.granted_on) if permit.status == PermitStatus.VALID and permit.checked_at is None else None
    if check:
        permit.checked_at, permit.inspection = check.checked_at, check.inspection


def _department(command: ReceivePermits, row: PermitRow, kind: PermitKind) -> str:
    """Who leads the checks of its first item; where the item is not in force, whom the kind names."""
    found = lead_for(SYSTEM, kind.items[0], command.region_path, CHECK, row.granted_on)
    return found.department if found else kind.department


def _subjects(
    actor: Actor, command: ReceivePermits, rows: Sequence[PermitRow], kinds: Mapping[str, PermitKind], at: datetime
) -> tuple[str, ...]:
    known = subjects_by_sid(actor, [rules.sid_of(row) for row in rows])
    made: dict[str, SubjectRow] = {}
    for row in rows:
        sid = rules.sid_of(row)
        made[sid] = rules.subject_of(row, kinds[row.kind].name, made.get(sid) or known.get(sid))
    different = tuple(row for sid, row in made.items() if row != known.get(sid))
    if different:
        import_subjects(actor, ImportSubjects(command.region_path, command.source, different), at)
    return tuple(row.sid for row in different)
