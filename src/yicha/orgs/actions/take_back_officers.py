from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.orgs.actions.register_officers import with_profile
from yicha.orgs.models import Leave, Officer
from yicha.orgs.queries.officers import RELIED_ON, officers_lock
from yicha.orgs.types import PROFILE, OfficerRow, OfficersTakenBack, OrgPermission, TakeBackOfficers

COLUMNS = ("name", "department", "valid_to", "skills", "towns", "days_per_week", *PROFILE)


@use_case(may=OrgPermission.TAKE_BACK_OFFICERS, clause="LYG-4.2")
def take_back_officers(actor: Actor, command: TakeBackOfficers, at: datetime, /) -> OfficersTakenBack:
    """Follows from the undoing of an import. Who was not in post before leaves again: the row stays, because records name certificates.

    A recusal that was declared stays declared: the head of the organ has the word.
    """
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    hold(RELIED_ON)
    hold(officers_lock(command.region_path))
    removed = Officer.objects.filter(cert_no__in=command.removed, in_post=True).update(in_post=False)
    found = {officer.cert_no: officer for officer in Officer.objects.filter(cert_no__in=[row.cert_no for row in command.restored])}
    Officer.objects.bulk_update([_as_it_was(found[row.cert_no], row) for row in command.restored], COLUMNS, batch_size=1000)
    for row in command.restored:
        _end_leave_that_came(found[row.cert_no], row)
    return OfficersTakenBack(command.region_path, command.source, removed, len(command.restored))


def _as_it_was(officer: Officer, row: OfficerRow) -> Officer:
    officer.name, officer.department_id, officer.valid_to = row.name, row.department, row.valid_to
    officer.skills, officer.towns, officer.days_per_week = list(row.skills), list(row.towns), row.days_per_week
    return with_profile(officer, row)


def _end_leave_that_came(officer: Officer, row: OfficerRow) -> None:
    came = [span.pk for span in Leave.objects.filter(officer=officer) if (span.first_day, span.last_day) not in row.leave]
    Leave.objects.filter(pk__in=came).delete()
