from datetime import datetime

from yicha.duties.models import Conflict, ConflictOpinion
from yicha.duties.rules.disputes import require_opinion, require_own
from yicha.duties.states import CONFLICT_TRANSITIONS
from yicha.duties.types import ConflictOpinionGiven, ConflictStatus, DutyPermission, GiveConflictOpinion
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.GIVE_OPINION, clause="GX-2.4b")
def give_conflict_opinion(actor: Actor, command: GiveConflictOpinion, at: datetime, /) -> ConflictOpinionGiven:
    """What a department that works by these rules says of them; its last word counts."""
    row = fetch(actor, Conflict.objects.all(), clause="GX-2.4b", pk=command.conflict)
    require_own(actor, command.department)
    require_opinion(command.opinion)
    step(CONFLICT_TRANSITIONS, ConflictStatus(row.status), "keep", clause="GX-2.4b")  # only while it is open
    said = {"opinion": command.opinion, "given_at": at}
    ConflictOpinion.objects.update_or_create(conflict=row, department=command.department, defaults=said)
    return ConflictOpinionGiven(row.pk, command.department)
