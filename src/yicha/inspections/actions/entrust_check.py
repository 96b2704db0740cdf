from datetime import datetime

from yicha.inspections.actions._part import hear_of, part_of
from yicha.inspections.models import Inspection
from yicha.inspections.queries import inspection_row
from yicha.inspections.rules import entrusting
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import CheckEntrusted, EntrustCheck, InspectionPermission, InspectionStatus
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.ENTRUST, clause="LYG-5.5 R-SUB-3")
def entrust_check(actor: Actor, command: EntrustCheck, at: datetime, /) -> CheckEntrusted:
    """委托检查: of this visit only. The other's officers ask its simple items and sign for what they saw; its head concludes."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-5.5", pk=command.inspection)
    require_own_part(actor, command.department, "LYG-5.5")
    entrusting.require_before(InspectionStatus(inspection.status))
    entrusting.require_basis(command.basis)
    planned, tasks = visit(actor, inspection.visit_id), inspection_row(inspection).tasks
    task, basis = part_of(inspection, command.department, "LYG-5.5"), command.basis.strip()
    by_department = {one.department: one for one in tasks}
    entrusting.require_able(by_department[task.department], by_department.get(command.entrusted_to), tasks, planned.lead)
    codes = tuple(dict.fromkeys(one.item_code for one in planned.demands if one.department == task.department))
    entrusting.require_simple(task.department, codes, items_in_force(actor, planned.region_path, planned.first_day, set(codes)))
    task.entrusted_to, task.entrusted_items, task.entrusted_basis = command.entrusted_to, list(codes), basis
    task.save()
    hear_of(inspection, planned, (command.department, command.entrusted_to), ("委托检查", basis), at)
    return CheckEntrusted(inspection.pk, planned.id, command.department, command.entrusted_to, codes, basis)
