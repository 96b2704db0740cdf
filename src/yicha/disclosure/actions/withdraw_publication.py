from datetime import datetime

from yicha.disclosure.models import Annulment, Publication
from yicha.disclosure.rules import results as rules
from yicha.disclosure.states import TRANSITIONS
from yicha.disclosure.types import DisclosurePermission, PublicationStatus, PublicationWithdrawn, WithdrawPublication
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.WITHDRAW, clause="LYG-4.4c R-PUB-1")
def withdraw_publication(actor: Actor, command: WithdrawPublication, at: datetime, /) -> PublicationWithdrawn:
    """撤回: what was wrong is taken away, with the reason; that it once stood there is not hidden."""
    row = fetch(actor, Publication.objects.all(), clause="LYG-4.4c", pk=command.publication)
    rules.require_own(actor, row.department)
    rules.require_reason(command.reason)
    was_public = row.status == PublicationStatus.PUBLISHED
    row.status = step(TRANSITIONS, PublicationStatus(row.status), "withdraw", clause="LYG-4.4c")
    row.withdrawn_because, row.withdrawn_at = command.reason, at
    row.save()
    annulled = Annulment.objects.filter(publication=row).exists()
    return PublicationWithdrawn(row.pk, row.inspection_id, row.department, was_public, command.reason, annulled)
