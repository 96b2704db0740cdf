from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.models import Visit
from yicha.planning.rules import filing
from yicha.planning.rules.giving_back import require_others_come
from yicha.planning.types import DepartmentGivenBack, GiveBackDepartment, PlanningPermission


@use_case(may=PlanningPermission.CANCEL_VISIT, clause="LYG-4.3a R-FREQ-1")
def give_back_department(actor: Actor, command: GiveBackDepartment, at: datetime, /) -> DepartmentGivenBack:
    """撤出: its slots are free again, its officers go elsewhere, what it was to check stands in its next plan. The others come as told."""
    visit = fetch(actor, Visit.objects.all(), clause="LYG-4.3a", pk=command.visit)
    filing.require_reason(command.reason, "撤出", "LYG-4.3a")
    require_others_come(command.department, visit.departments, visit.lead)
    demands = visit.demands.filter(department=command.department)
    items = tuple(dict.fromkeys(demands.order_by("pk").values_list("item_code", flat=True)))
    officers = visit.officers.filter(department=command.department)
    gone = tuple(officers.order_by("slot").values_list("cert_no", flat=True))
    demands.update(given_back=True)
    officers.delete()
    visit.departments = [one for one in visit.departments if one != command.department]
    visit.save()
    return DepartmentGivenBack(visit.pk, command.department, items, gone, command.reason.strip())
