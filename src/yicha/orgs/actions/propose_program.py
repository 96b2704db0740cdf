from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Department, Program
from yicha.orgs.rules.programs import require_program
from yicha.orgs.types import OrgPermission, ProgramProposed, ProposeProgram


@use_case(may=OrgPermission.PROPOSE_PROGRAM, clause="GX-5.2b WY-5.8b")
def propose_program(actor: Actor, command: ProposeProgram, at: datetime, /) -> ProgramProposed:
    """登记接入系统: it may nothing before somebody else has agreed."""
    require_program(command, timezone.localdate(at))
    department = fetch(actor, Department.objects.select_related("region"), path="region__path", clause="GX-5.2b", code=command.department)
    made = Program.objects.create(
        region_path=department.region.path,
        name=command.name.strip(),
        department=department,
        scopes=sorted({scope.value for scope in command.scopes}),
        until=command.until,
        proposed_by=actor.id,
    )
    return ProgramProposed(made.pk, made.name, command.department, command.scopes, command.until)
