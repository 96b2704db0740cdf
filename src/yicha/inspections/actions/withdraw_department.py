from datetime import datetime

from django.urls import reverse

from yicha.inspections.actions._part import part_of
from yicha.inspections.models import Inspection, SiteRecord
from yicha.inspections.queries import inspection_row
from yicha.inspections.rules import entrusting
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.rules.signing import require_unsigned
from yicha.inspections.rules.standing import require_not_stopped
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import (
    DepartmentWithdrawn,
    InspectionPermission,
    InspectionStatus,
    TaskStatus,
    WithdrawDepartment,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import accounts_of_officers, holders, holders_for, holders_in
from yicha.planning.actions.give_back_department import give_back_department
from yicha.planning.queries import visit
from yicha.planning.types import GiveBackDepartment, VisitRow


@use_case(may=InspectionPermission.WITHDRAW, clause="LYG-4.3a GX-4.4 WY-5.8b")
def withdraw_department(actor: Actor, command: WithdrawDepartment, at: datetime, /) -> DepartmentWithdrawn:
    """撤出: before the firm has signed. The head may not decide on slots, so the system gives them back; what was not checked is
    the department's to plan again.
    """
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.3a", pk=command.inspection)
    require_own_part(actor, command.department, "LYG-4.3a")
    require_reason(command.reason)
    entrusting.require_nothing_entrusted(command.department, inspection_row(inspection).tasks)
    require_not_stopped(InspectionStatus(inspection.status))
    require_unsigned(SiteRecord.objects.filter(inspection=inspection).exists())
    planned, reason = visit(actor, inspection.visit_id), command.reason.strip()
    give_back_department(SYSTEM, GiveBackDepartment(planned.id, command.department, reason), at)
    task = part_of(inspection, command.department, "LYG-4.3a")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "withdraw", clause="LYG-4.3a")
    task.withdrawn_because = reason
    task.save()
    _tell(actor, inspection, planned, command.department, at, reason)
    return DepartmentWithdrawn(inspection.pk, planned.id, command.department, reason)


def _tell(actor: Actor, inspection: Inspection, planned: VisitRow, department: str, at: datetime, reason: str) -> None:  # noqa: PLR0913, PLR0917 what the message says
    """Who comes all the same, who does not, the joint office, and the subject."""
    text, page = f"{planned.name} · {inspection.number} · {actor.name}：{reason}", reverse("inspections:visit", args=[inspection.pk])
    gone = accounts_of_officers({one.cert_no for one in planned.officers if one.department == department})
    stay = accounts_of_officers({one.cert_no for one in planned.officers if one.department != department})
    heads, office = holders(Role.DEPARTMENT_HEAD, planned.departments, at), holders_in(Role.COORDINATOR, inspection.region_path, at)
    told = dict.fromkeys([*stay, *heads, *office], ("有一个部门撤出检查，其他部门照常", page))
    told |= dict.fromkeys(gone, ("本部门撤出检查，不用去了", reverse("inspections:check")))
    told |= dict.fromkeys(holders_for(planned.sid, at), ("检查少来一个部门，其他部门照常", "/"))
    notify([Message(account, title, text, link) for account, (title, link) in told.items()], at)
