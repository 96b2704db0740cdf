from datetime import datetime

from yicha.duties.models import Policy
from yicha.duties.rules.disputes import require_own
from yicha.duties.rules.duties import require_reason
from yicha.duties.states import POLICY_TRANSITIONS
from yicha.duties.types import DutyPermission, PolicyRepealed, PolicyStatus, RepealPolicy
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.ISSUE_POLICY, clause="GX-4.1")
def repeal_policy(actor: Actor, command: RepealPolicy, at: datetime, /) -> PolicyRepealed:
    """废止: it stays readable, and stands beside its items until its last day."""
    row = fetch(actor, Policy.objects.all(), clause="GX-4.1", pk=command.policy)
    require_own(actor, row.department)
    require_reason(command.reason, "GX-4.1")
    row.status = step(POLICY_TRANSITIONS, PolicyStatus(row.status), "repeal", clause="GX-4.1")
    if row.issued_on is not None and command.last_day < row.issued_on:
        raise RuleBroken("废止日期早于印发日期", clause="GX-4.1")
    row.valid_to, row.repealed_because = command.last_day, command.reason
    row.save()
    return PolicyRepealed(row.pk, command.last_day, command.reason)
