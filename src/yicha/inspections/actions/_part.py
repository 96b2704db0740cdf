"""One department's part of a visit, locked; and who hears of what becomes of it."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from yicha.inspections.models import DepartmentTask, Inspection
from yicha.kernel.actor import Role
from yicha.kernel.jurisdiction import absent
from yicha.kernel.notifications import Message, notify
from yicha.orgs.queries import accounts_of_officers, holders
from yicha.planning.types import VisitRow


def part_of(inspection: Inspection, department: str, clause: str) -> DepartmentTask:
    found = DepartmentTask.objects.select_for_update().filter(inspection=inspection, department=department).first()
    return found if found is not None else absent(clause)


def hear_of(inspection: Inspection, planned: VisitRow, departments: Collection[str], said: tuple[str, str], at: datetime) -> None:
    """Heads and drawn officers of these departments: `said` is what happened and why."""
    title, why = said
    officers = accounts_of_officers({one.cert_no for one in planned.officers if one.department in departments})
    heads = holders(Role.DEPARTMENT_HEAD, departments, at)
    text, page = f"{planned.name} · {inspection.number}：{why}", reverse("inspections:visit", args=[inspection.pk])
    notify([Message(account, title, text, page) for account in dict.fromkeys([*heads, *officers])], at)
