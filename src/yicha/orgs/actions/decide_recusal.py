from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Recusal
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.rules.officers import require_other_decider
from yicha.orgs.states import RECUSAL_TRANSITIONS
from yicha.orgs.types import DecideRecusal, OrgPermission, RecusalDecided, RecusalStatus


@use_case(may=OrgPermission.DECIDE_RECUSAL, clause="R-SUB-3")
def decide_recusal(actor: Actor, command: DecideRecusal, at: datetime, /) -> RecusalDecided:
    own = of_department(actor, Recusal.objects.select_related("officer"), "officer__department_id")
    recusal = fetch(actor, own, path="officer__department__region__path", clause="R-SUB-3", pk=command.recusal)
    require_reason(command.reason)
    require_other_decider(recusal.declared_by, actor.id)
    verb = "uphold" if command.upheld else "reject"
    recusal.status = step(RECUSAL_TRANSITIONS, RecusalStatus(recusal.status), verb, clause="R-SUB-3")
    recusal.decided_by, recusal.decision = actor.id, command.reason
    recusal.save()
    return RecusalDecided(recusal.officer.cert_no, recusal.pk, recusal.sid, command.upheld)
