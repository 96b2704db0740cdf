from datetime import datetime

from yicha.inspections.actions._part import hear_of, part_of
from yicha.inspections.models import Inspection
from yicha.inspections.rules import entrusting
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.types import EndEntrustment, EntrustmentEnded, InspectionPermission, InspectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.ENTRUST, clause="LYG-5.5")
def end_entrustment(actor: Actor, command: EndEntrustment, at: datetime, /) -> EntrustmentEnded:
    """收回或谢绝委托: from here on the department comes with its own officers."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-5.5", pk=command.inspection)
    task, planned = part_of(inspection, command.department, "LYG-5.5"), visit(actor, inspection.visit_id)
    entrusting.require_party(actor, task.department, task.entrusted_to)
    entrusting.require_before(InspectionStatus(inspection.status))
    require_reason(command.reason, "LYG-5.5")
    before, reason = task.entrusted_to, command.reason.strip()
    task.entrusted_to, task.entrusted_items, task.entrusted_basis = "", [], ""
    task.save()
    hear_of(inspection, planned, (task.department, before), ("委托检查已结束", reason), at)
    return EntrustmentEnded(inspection.pk, planned.id, task.department, before, reason)
