from datetime import datetime

from yicha.followups.models import Circular
from yicha.followups.rules import follow_ups
from yicha.followups.rules import spread as rules
from yicha.followups.types import AcknowledgeCircular, CircularAcknowledged, FollowUpPermission
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.use_case import use_case


@use_case(may=FollowUpPermission.ACKNOWLEDGE, clause="LYG-4.4b")
def acknowledge_circular(actor: Actor, command: AcknowledgeCircular, at: datetime, /) -> CircularAcknowledged:
    """回执: by a department that was told, once, with what it does about it."""
    row = fetch(actor, Circular.objects.all(), clause="LYG-4.4b", pk=command.circular)
    follow_ups.require_own(actor, command.department)
    rules.require_measures(command.measures)
    receipt = row.receipts.filter(department=command.department).first() or absent("LYG-4.4b")
    rules.require_unanswered(answered=receipt.at is not None)
    receipt.measures, receipt.at = command.measures.strip(), at
    receipt.save()
    return CircularAcknowledged(row.pk, command.department, all_back=not row.receipts.filter(at=None).exists())
