from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.planning.models import Opinion, Programme
from yicha.planning.rules import filing
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import GiveOpinion, OpinionGiven, PlanningPermission, ProgrammeStatus


@use_case(may=PlanningPermission.GIVE_OPINION, clause="GX-4.4 LYG-4.3a")
def give_opinion(actor: Actor, command: GiveOpinion, at: datetime, /) -> OpinionGiven:
    """意见征集: each department that is asked agrees, wants it adjusted, or stays out. Within the term the last word counts."""
    programme = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    filing.require_own(actor, command.department)
    filing.require_stance(command.stance, command.note)
    programme.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(programme.status), "answer", clause="GX-4.4")
    before = Opinion.objects.filter(programme=programme, department=command.department, round=programme.round, silent=False)
    asked = command.department in programme.awaited or before.exists()
    filing.require_in_round(asked=asked, today=working_days().day_of(at), last_day=programme.opinions_by)
    programme.awaited = [code for code in programme.awaited if code != command.department]
    programme.save()
    said = {"stance": command.stance, "note": command.note, "round": programme.round, "silent": False, "accepted": None, "decision": ""}
    Opinion.objects.update_or_create(programme=programme, department=command.department, defaults=said)
    return OpinionGiven(programme.pk, command.department, command.stance)
