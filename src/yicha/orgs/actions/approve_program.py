from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Program
from yicha.orgs.rules.posts import require_apart
from yicha.orgs.states import PROGRAM_TRANSITIONS
from yicha.orgs.types import ApproveProgram, OrgPermission, ProgramApproved, ProgramStatus


@use_case(may=OrgPermission.APPROVE_PROGRAM, clause="GX-5.2b WY-5.8b")
def approve_program(actor: Actor, command: ApproveProgram, at: datetime, /) -> ProgramApproved:
    """核准接入系统: from now on its token opens what it was admitted for."""
    program = fetch(actor, Program.objects.all(), clause="WY-5.8b", pk=command.program)
    require_apart(actor.id, {program.proposed_by})
    program.status = step(PROGRAM_TRANSITIONS, ProgramStatus(program.status), "approve", clause="WY-5.8b")
    program.approved_by, program.digest = actor.id, command.digest
    program.save()
    return ProgramApproved(program.pk, program.name)
