from datetime import datetime

from yicha.duties.models import Policy
from yicha.duties.rules.disputes import require_opinion, require_own
from yicha.duties.states import POLICY_TRANSITIONS
from yicha.duties.types import DutyPermission, GivePolicyOpinion, PolicyOpinionGiven, PolicyStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.GIVE_OPINION, clause="GX-4.1b")
def give_policy_opinion(actor: Actor, command: GivePolicyOpinion, at: datetime, /) -> PolicyOpinionGiven:
    """A department that was asked answers; said again before it is answered, the last word counts."""
    row = fetch(actor, Policy.objects.all(), clause="GX-4.1b", pk=command.policy)
    require_own(actor, command.department)
    require_opinion(command.opinion)
    step(POLICY_TRANSITIONS, PolicyStatus(row.status), "issue", clause="GX-4.1b")  # only while opinions are heard
    asked = row.opinions.select_for_update().filter(round=row.round, department=command.department, adopted__isnull=True)
    found = asked.first() or absent("GX-4.1b")
    found.opinion, found.given_at = command.opinion, at
    found.save()
    return PolicyOpinionGiven(row.pk, row.round, command.department)
