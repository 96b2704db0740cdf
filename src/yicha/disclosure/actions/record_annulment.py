from datetime import datetime

from yicha.disclosure.actions._articles import without_persons
from yicha.disclosure.models import Annulment, Publication
from yicha.disclosure.rules import annulments as rules
from yicha.disclosure.rules.results import earlier, require_own
from yicha.disclosure.types import AnnulmentRecorded, DisclosurePermission, PublicationStatus, RecordAnnulment
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days


@use_case(may=DisclosurePermission.ANNUL, clause="R-PUB-1 LYG-4.4c")
def record_annulment(actor: Actor, command: RecordAnnulment, at: datetime, /) -> AnnulmentRecorded:
    """登记撤销: the clock of withdrawal runs from the day of that decision; when it is over, nobody finds the result any more."""
    row = fetch(actor, Publication.objects.all(), clause="R-PUB-1", pk=command.publication)
    require_own(actor, row.department)
    days, known = working_days(), Annulment.objects.filter(publication=row).exists()
    rules.require_annulment(PublicationStatus(row.status), command, days.day_of(row.checked_at), days.day_of(at), known=known)
    last = rules.withdraw_by(command.decided_on, norms_in_force(row.region_path, command.decided_on), days)
    (reason,), _ = without_persons(command.reason)
    Annulment.objects.create(
        publication=row,
        kind=command.kind,
        organ=command.organ.strip(),
        number=command.number.strip(),
        decided_on=command.decided_on,
        reason=reason,
        withdraw_by=last,
        recorded_at=at,
    )
    row.until = earlier(row.until, last)
    row.save()
    return AnnulmentRecorded(row.pk, row.inspection_id, row.department, command.kind, command.number.strip(), last)
