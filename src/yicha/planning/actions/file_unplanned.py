from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.actions._filing import asked_filing
from yicha.planning.rules import filing
from yicha.planning.types import FileUnplanned, PlanningPermission, UnplannedFiled


@use_case(may=PlanningPermission.FILE_UNPLANNED, clause="LYG-4.3b LYG-4.3c R-PLAN-3 GX-3.5")
def file_unplanned(actor: Actor, command: FileUnplanned, at: datetime, /) -> UnplannedFiled:
    """计划外检查报备: in time, with item and reason; what is late goes into the next plan (`defer_unplanned`)."""
    row = asked_filing(actor, command, at)
    today = timezone.localdate(at)
    filing.require_filed_in_time(command.visit_on, today, norms_in_force(command.region_path, today), working_days())
    row.save()
    return UnplannedFiled(row.pk, row.subject_id, command.visit_on)
