from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Visit
from yicha.planning.rules import filing
from yicha.planning.states import VISIT_TRANSITIONS
from yicha.planning.types import FinishVisit, PlanningPermission, VisitFinished, VisitStatus


@use_case(may=PlanningPermission.FINISH_VISIT, clause="LYG-4.4a")
def finish_visit(actor: Actor, command: FinishVisit, at: datetime, /) -> VisitFinished:
    """已完成: every department has concluded its part."""
    visit = fetch(actor, Visit.objects.all(), clause="LYG-4.4a", pk=command.visit)
    filing.require_part(actor, visit.departments)
    visit.status = step(VISIT_TRANSITIONS, VisitStatus(visit.status), "finish", clause="LYG-4.4a")
    visit.save()
    return VisitFinished(visit.pk)
