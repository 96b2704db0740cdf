from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Visit
from yicha.planning.rules import filing
from yicha.planning.states import VISIT_TRANSITIONS
from yicha.planning.types import CancelVisit, PlanningPermission, VisitCancelled, VisitStatus


@use_case(may=PlanningPermission.CANCEL_VISIT, clause="LYG-4.3a")
def cancel_visit(actor: Actor, command: CancelVisit, at: datetime, /) -> VisitCancelled:
    """撤销: the visit stays on record with its reason, and its slots are free again."""
    visit = fetch(actor, Visit.objects.all(), clause="LYG-4.3a", pk=command.visit)
    filing.require_reason(command.reason, "撤销检查", "LYG-4.3a")
    visit.status = step(VISIT_TRANSITIONS, VisitStatus(visit.status), "cancel", clause="LYG-4.3a")
    visit.cancelled_because = command.reason
    visit.save()
    return VisitCancelled(visit.pk, command.reason)
