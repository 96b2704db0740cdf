from datetime import datetime

from django.utils import timezone

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.models import Filing
from yicha.planning.queries import competence_of
from yicha.planning.rules import filing
from yicha.planning.types import FileUnplanned, PlanningPermission, UnplannedFiled
from yicha.subjects.queries import active_subject


@use_case(may=PlanningPermission.FILE_UNPLANNED, clause="LYG-4.3b R-PLAN-3 GX-3.5")
def file_unplanned(actor: Actor, command: FileUnplanned, at: datetime, /) -> UnplannedFiled:
    """计划外检查报备: in time, with item and reason; what is late goes into the next plan."""
    if not actor.covers(command.region_path):
        absent("LYG-4.3b")
    filing.require_own_department(actor, command.department)
    filing.require_reason(command.reason, "计划外检查", "LYG-4.3b")
    today = timezone.localdate(at)
    norms = norms_in_force(command.region_path, today)
    filing.require_filed_in_time(command.visit_on, today, norms, working_days())
    item = items_in_force(actor, command.region_path, command.visit_on).get(command.item_code)
    subject = active_subject(actor, command.region_path, command.sid, "LYG-4.3b")
    competence = competence_of(actor, command.region_path, command.visit_on)
    acts = competence.acts(command.department, command.item_code, subject.town, command.visit_on)
    filing.require_item(item, command.item_code, command.check_class, acts=acts)
    row = Filing.objects.create(
        region_path=command.region_path,
        department=command.department,
        subject_id=subject.sid,
        item_code=command.item_code,
        check_class=command.check_class,
        visit_on=command.visit_on,
        minutes=command.minutes,
        reason=command.reason,
        filed_at=at,
    )
    return UnplannedFiled(row.pk, subject.sid, command.visit_on)
