from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.planning.models import Programme
from yicha.planning.rules import filing
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import DecideOpinion, OpinionDecided, PlanningPermission, ProgrammeStatus, Stance


@use_case(may=PlanningPermission.CONSULT, clause="GX-4.4 LYG-4.3a")
def decide_opinion(actor: Actor, command: DecideOpinion, at: datetime, /) -> OpinionDecided:
    """裁定: when the rounds are used up, the coordinator says whether a department's wish is met, and why."""
    row = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "answer", clause="GX-4.4")
    filing.require_heard(row.awaited)
    most = norms_in_force(row.region_path, working_days().day_of(at)).whole(NormCode.CONSULTATION_ROUNDS_MAX)
    filing.require_last_round(row.round, most)
    filing.require_reason(command.reason, "裁定", "GX-4.4")
    wishes = row.opinions.filter(department=command.department, decision="").exclude(stance=Stance.AGREE)
    wish = wishes.first() or absent("GX-4.4")
    wish.accepted, wish.decision = command.accepted, command.reason
    wish.save()
    return OpinionDecided(row.pk, command.department, command.accepted, command.reason)
