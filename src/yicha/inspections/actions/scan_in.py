from datetime import datetime

from django.utils import timezone

from yicha.inspections import rules
from yicha.inspections.actions._notice import give_notice
from yicha.inspections.models import Inspection
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStarted, InspectionStatus, ScanIn, TaskStatus
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import certified_on, signing_officer
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.SCAN_IN, clause="GX-5.4b R-PROC-3 R-SUB-3")
def scan_in(actor: Actor, command: ScanIn, at: datetime, /) -> InspectionStarted:
    """扫码入企: a drawn officer with a valid certificate shows the code, on the day, after the notice, with the whole team.

    A firm that the law does not announce to gets its notice now.
    """
    inspection = fetch(actor, Inspection.objects.all(), clause="R-PROC-3", pk=command.inspection)
    planned, today = visit(actor, inspection.visit_id), timezone.localdate(at)
    officer = signing_officer(actor, today)
    rules.require_drawn(officer.cert_no, planned.officers)
    rules.require_code(command.code, inspection.code, planned.uscc)
    rules.require_notified(planned.announced, bool(inspection.notice))
    rules.require_day(today, *planned.days)
    rules.require_items_in_force(planned, items_in_force(actor, planned.region_path, today))
    rules.require_no_objection(InspectionStatus(inspection.status))
    tasks = list(inspection.tasks.select_for_update().exclude(status=TaskStatus.WITHDRAWN))
    certified = certified_on([one.cert_no for one in planned.officers], today)
    rules.require_full_team(
        {task.department: task.min_officers for task in tasks}, [one for one in planned.officers if one.cert_no in certified]
    )
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "start", clause="R-PROC-3")
    inspection.started_at, inspection.started_by = at, officer.cert_no
    if not inspection.notice:  # the law does not announce this visit: the notice is handed over now
        give_notice(actor, inspection, planned, at, command.site)
    inspection.save()
    for task in tasks:
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "start", clause="R-PROC-3")
        if not task.signed_at:  # who comes has taken it on
            task.holder, task.signed_at = actor.id, at
        task.save()
    return InspectionStarted(inspection.pk, planned.id, officer.cert_no, at, inspection.notice)
