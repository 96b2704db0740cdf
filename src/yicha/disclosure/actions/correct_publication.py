from datetime import datetime

from yicha.disclosure import rules
from yicha.disclosure.models import Correction, Publication
from yicha.disclosure.types import CorrectPublication, DisclosurePermission, PublicationCorrected, PublicationStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.CORRECT, clause="LYG-4.4c R-PUB-1")
def correct_publication(actor: Actor, command: CorrectPublication, at: datetime, /) -> PublicationCorrected:
    """更正: what the public reads is right from here on; what stood there before stays written down beside it."""
    row = fetch(actor, Publication.objects.all(), clause="LYG-4.4c", pk=command.publication)
    rules.require_own_department(actor, row.department)
    rules.require_correction(PublicationStatus(row.status), row.outcome, command.outcome, command.reason)
    before, row.outcome = row.outcome, command.outcome
    row.save()
    Correction.objects.create(publication=row, before=before, outcome=row.outcome, reason=command.reason.strip(), at=at)
    return PublicationCorrected(row.pk, before, row.outcome, command.reason.strip())
