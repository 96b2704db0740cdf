from datetime import datetime

from yicha.duties.models import Policy, PolicyOpinion
from yicha.duties.queries import departments_of
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.rules.duties import require_department
from yicha.duties.states import POLICY_TRANSITIONS
from yicha.duties.types import DutyPermission, OpenRound, PolicyStatus, RoundOpened
from yicha.engines.deadlines import due
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


@use_case(may=DutyPermission.DRAFT_POLICY, clause="GX-4.1b")
def open_round(actor: Actor, command: OpenRound, at: datetime, /) -> RoundOpened:
    """充分听取意见: as many rounds as it takes; each has its own opinions and its own term."""
    row = fetch(actor, Policy.objects.all(), clause="GX-4.1b", pk=command.policy)
    require_own(actor, row.department)
    row.status = step(POLICY_TRANSITIONS, PolicyStatus(row.status), "consult", clause="GX-4.1b")
    rules.require_others(command.departments, row.department)
    calendar = working_days()
    today = calendar.day_of(at)
    asked = tuple(dict.fromkeys(code for code in command.departments if code != row.department))
    for department in asked:
        require_department(department, departments_of(row.region_path, today))
    row.round += 1
    row.opinions_by = due(at, [norms_in_force(row.region_path, today).term(NormCode.OPINION_ROUND)], calendar).day
    row.save()
    PolicyOpinion.objects.bulk_create(PolicyOpinion(policy=row, round=row.round, department=department) for department in asked)
    return RoundOpened(row.pk, row.round, asked, row.opinions_by)
