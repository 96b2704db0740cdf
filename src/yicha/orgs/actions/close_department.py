from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Department
from yicha.orgs.rules.inputs import require_days, require_reason
from yicha.orgs.types import CloseDepartment, DepartmentClosed, OrgPermission


@use_case(may=OrgPermission.CLOSE_DEPARTMENT, clause="WS-2.2")
def close_department(actor: Actor, command: CloseDepartment, at: datetime, /) -> DepartmentClosed:
    """机构撤并: from the day after, its posts give no rights and its officers cannot be registered."""
    department = fetch(actor, Department.objects.all(), path="region__path", clause="WS-2.2", code=command.department)
    require_reason(command.reason)
    require_days(department.valid.lower, command.last_day, "WS-2.2")
    department.valid = DateRange(department.valid.lower, command.last_day, "[]")
    department.save()
    return DepartmentClosed(department.code, command.last_day, command.reason)
