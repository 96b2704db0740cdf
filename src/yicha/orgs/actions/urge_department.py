from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Department, Urging
from yicha.orgs.queries.people import holders
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.types import DepartmentUrged, OrgPermission, UrgeDepartment


@use_case(may=OrgPermission.URGE, clause="GX-4.4")
def urge_department(actor: Actor, command: UrgeDepartment, at: datetime, /) -> DepartmentUrged:
    """催办: its clerks and heads are told, once a day for each matter; the urging stands among what waits for them."""
    department = fetch(actor, Department.objects.all(), path="region__path", clause="GX-4.4", pk=command.department)
    if not actor.covers(command.region_path):
        absent("GX-4.4")
    said = {"matter": command.matter, "title": command.title, "link": command.link}
    place = {"region_path": command.region_path, "department": department.pk}
    try:
        Urging.objects.create(**place, **said, day=timezone.localdate(at), urged_by=actor.id, at=at)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    told = {name for role in (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD) for name in holders(role, [department.pk], at)}
    notify([Message(name, f"催办：{command.title}", actor.name, command.link) for name in sorted(told)], at)
    return DepartmentUrged(command.region_path, department.pk, command.matter, command.title)
