from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Visit
from yicha.planning.queries.visits import visit_row
from yicha.planning.rules import filing
from yicha.planning.rules.staffing import require_whole_team
from yicha.planning.states import VISIT_TRANSITIONS
from yicha.planning.types import NotifyVisit, PlanningPermission, VisitNotified, VisitStatus


@use_case(may=PlanningPermission.NOTIFY_VISIT, clause="LYG-4.3e")
def notify_visit(actor: Actor, command: NotifyVisit, at: datetime, /) -> VisitNotified:
    """已通知: from here on re-planning leaves the visit alone."""
    visit = fetch(actor, Visit.objects.all(), clause="LYG-4.3e", pk=command.visit)
    filing.require_own(actor, visit.lead)
    require_whole_team(visit_row(visit))
    visit.status = step(VISIT_TRANSITIONS, VisitStatus(visit.status), "notify", clause="LYG-4.3e")
    visit.save()
    return VisitNotified(visit.pk)
