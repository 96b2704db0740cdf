from datetime import datetime

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.planning.actions._single_visit import Errand, write_visit
from yicha.planning.queries import competence_of
from yicha.planning.rules import filing
from yicha.planning.rules.exempting import require_evidence
from yicha.planning.types import Ground, PlanningPermission, PlanTriggered, VisitPlanned
from yicha.subjects.queries import active_subject


@use_case(may=PlanningPermission.PLAN_TRIGGERED, clause="R-FREQ-4 R-PLAN-2 GX-3.5")
def plan_triggered(actor: Actor, command: PlanTriggered, at: datetime, /) -> VisitPlanned:
    """有因检查: a complaint, a referral, a data clue, the enterprise's own wish. It needs its source's number and uses up no cap."""
    if not actor.covers(command.region_path):
        absent("R-FREQ-4")
    filing.require_own(actor, command.department)
    require_evidence(Ground(command.source), command.reference)
    item = items_in_force(actor, command.region_path, command.visit_on).get(command.item_code)
    subject = active_subject(actor, command.region_path, command.sid, "R-FREQ-4")
    competence = competence_of(actor, command.region_path, command.visit_on)
    acts = competence.acts(command.department, command.item_code, subject.town, command.visit_on)
    filing.require_item(item, command.item_code, command.check_class, command.region_path, acts=acts)
    what = (command.department, command.item_code, command.check_class, command.minutes)
    errand = Errand(command.region_path, subject.sid, command.visit_on, *what, source=command.source, reference=command.reference)
    return VisitPlanned(write_visit(errand).pk, subject.sid, command.visit_on)
