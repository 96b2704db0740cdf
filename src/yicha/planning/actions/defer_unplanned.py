from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.actions._filing import asked_filing
from yicha.planning.models import AnnualPlan
from yicha.planning.rules import filing
from yicha.planning.states import FILING_TRANSITIONS
from yicha.planning.types import DeferUnplanned, FilingStatus, PlanningPermission, PlanStatus, UnplannedDeferred


@use_case(may=PlanningPermission.FILE_UNPLANNED, clause="LYG-4.3b R-PLAN-3")
def defer_unplanned(actor: Actor, command: DeferUnplanned, at: datetime, /) -> UnplannedDeferred:
    """编入后续计划: a check that is too late to be filed; it can never be carried out alone, and the next plan holds it."""
    row = asked_filing(actor, command.asked, at)
    today = timezone.localdate(at)
    filing.require_late(row.visit_on, today, norms_in_force(row.region_path, today), working_days())
    plans = AnnualPlan.objects.filter(region_path=row.region_path, department=row.department, status=PlanStatus.FROZEN)
    row.status = step(FILING_TRANSITIONS, FilingStatus.FILED, "defer", clause="LYG-4.3b")
    row.plan_year = filing.next_plan_year(row.visit_on, set(plans.values_list("year", flat=True)))
    row.save()
    return UnplannedDeferred(row.pk, row.subject_id, row.plan_year)
