from datetime import datetime

from yicha.inspections import rules
from yicha.inspections.actions._entry import at_the_door, begin
from yicha.inspections.types import InspectionPermission, InspectionStarted, ScanIn
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.SCAN_IN, clause="GX-5.4b R-PROC-3 R-SUB-3")
def scan_in(actor: Actor, command: ScanIn, at: datetime, /) -> InspectionStarted:
    """扫码入企: a drawn officer with a valid certificate shows the code, on the day, after the notice, with the whole team.

    A firm that the law does not announce to gets its notice now.
    """
    inspection = fetch(actor, Inspection.objects.all(), clause="R-PROC-3", pk=command.inspection)
    moment = command.moment or at
    planned, today = visit(actor, inspection.visit_id), timezone.localdate(moment)
    officer = signing_officer(actor, today)
    rules.require_drawn(officer.cert_no, planned.officers)
    rules.require_code(command.code, inspection.code, planned.uscc)
    rules.require_notified(planned.announced, bool(inspection.notice))
    rules.require_day(today, *planned.days)
    rules.require_items_in_force(planned, items_in_force(actor, planned.region_path, today))
    rules.require_no_objection(InspectionStatus(inspection.status))
    tasks = list(inspection.tasks.select_for_update())
    rules.require_full_team({task.department: task.min_officers for task in tasks}, planned.officers)
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "start", clause="R-PROC-3")
    inspection.started_at, inspection.started_by = moment, officer.cert_no
    if not inspection.notice:  # the law does not announce this visit: the notice is handed over now
        give_notice(actor, inspection, planned, at, command.site)
    inspection.save()
    for task in tasks:
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "start", clause="R-PROC-3")
        task.save()
    return InspectionStarted(inspection.pk, planned.id, officer.cert_no, moment, inspection.notice)
    """扫码入企: a drawn officer with a valid certificate shows the code, on the day, after the notice, with the whole team."""
    door = at_the_door(actor, command.inspection, at)
    rules.require_code(command.code, door.inspection.code, door.planned.uscc)
    door.inspection.place = command.place.strip()
    begin(actor, door, at, command.site)
    return InspectionStarted(door.inspection.pk, door.planned.id, door.officer, at, door.inspection.notice, door.inspection.place)
