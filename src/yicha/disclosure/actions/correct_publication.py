from datetime import datetime

from yicha.disclosure.models import Annulment, Correction, Publication
from yicha.disclosure.rules import results as rules
from yicha.disclosure.types import CorrectPublication, DisclosurePermission, PublicationCorrected, PublicationStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days


@use_case(may=DisclosurePermission.CORRECT, clause="LYG-4.4c R-PUB-1")
def correct_publication(actor: Actor, command: CorrectPublication, at: datetime, /) -> PublicationCorrected:
    """更正: what the public reads is right from here on; what stood there before stays beside it.

    The term is that of the right outcome, from the first publication on.
    """
    row = fetch(actor, Publication.objects.all(), clause="LYG-4.4c", pk=command.publication)
    rules.require_own(actor, row.department)
    rules.require_correction(PublicationStatus(row.status), row.outcome, command.outcome, command.reason)
    before, row.outcome = row.outcome, command.outcome
    if row.published_at:
        day = working_days().day_of(row.published_at)
        row.until = rules.public_until(row.outcome, day, norms_in_force(row.region_path, day))
        annulment = Annulment.objects.filter(publication=row).first()
        row.until = rules.earlier(row.until, annulment.withdraw_by) if annulment else row.until
    row.save()
    Correction.objects.create(publication=row, before=before, outcome=row.outcome, reason=command.reason.strip(), at=at)
    return PublicationCorrected(row.pk, before, row.outcome, command.reason.strip())
