from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions._single_visit import Errand, write_visit
from yicha.planning.models import Filing
from yicha.planning.rules import filing
from yicha.planning.states import FILING_TRANSITIONS
from yicha.planning.types import FilingStatus, PlanningPermission, PlanUnplanned, VisitPlanned


@use_case(may=PlanningPermission.PLAN_UNPLANNED, clause="LYG-4.3b LYG-4.3c LYG-4.3d R-PLAN-2 R-PLAN-4")
def plan_unplanned(actor: Actor, command: PlanUnplanned, at: datetime, /) -> VisitPlanned:
    """The visit that a filing allows, consented or exempt from consent; it counts against the limits like any planned one."""
    row = fetch(actor, Filing.objects.all(), clause="LYG-4.3b", pk=command.filing)
    filing.require_own(actor, row.department)
    filing.require_consent(FilingStatus(row.status), row.exemption)
    row.status = step(FILING_TRANSITIONS, FilingStatus(row.status), "plan", clause="LYG-4.3b")
    row.save()
    what = (row.department, row.item_code, row.check_class, row.minutes)
    visit = write_visit(Errand(row.region_path, row.subject_id, row.visit_on, *what, filing=row))
    return VisitPlanned(visit.pk, row.subject_id, row.visit_on)
