from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Program
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.states import PROGRAM_TRANSITIONS
from yicha.orgs.types import EndProgram, OrgPermission, ProgramEnded, ProgramStatus


@use_case(may=OrgPermission.END_PROGRAM, clause="WY-5.8b")
def end_program(actor: Actor, command: EndProgram, at: datetime, /) -> ProgramEnded:
    """停用接入系统: at once, by one person. A new token is a new program."""
    program = fetch(actor, Program.objects.all(), clause="WY-5.8b", pk=command.program)
    require_reason(command.reason)
    program.status = step(PROGRAM_TRANSITIONS, ProgramStatus(program.status), "end", clause="WY-5.8b")
    program.ended_because = command.reason.strip()
    program.save()
    return ProgramEnded(program.pk, program.name, program.ended_because)
