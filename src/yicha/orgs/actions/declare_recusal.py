from datetime import datetime

from django.db import IntegrityError
from django.db.models import QuerySet

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Officer, Recusal
from yicha.orgs.queries import subject_of
from yicha.orgs.rules.inputs import require_reason, require_text
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.rules.officers import require_own_subject
from yicha.orgs.types import DeclareRecusal, OrgPermission, RecusalDeclared


@use_case(may=OrgPermission.DECLARE_RECUSAL, clause="R-SUB-3")
def declare_recusal(actor: Actor, command: DeclareRecusal, at: datetime, /) -> RecusalDeclared:
    """Nothing under way stops by it (处罚法 §43); the head of the organ decides."""
    by_party = actor.role == Role.ENTERPRISE
    officer = fetch(actor, _reachable(actor), path="department__region__path", clause="R-SUB-3", cert_no=command.cert_no)
    require_reason(command.reason)
    require_text(command.sid, 64, "主体编号", "R-SUB-3")
    if by_party:
        require_own_subject(subject_of(actor), command.sid)
    said = {"reason": command.reason, "by_party": by_party, "declared_by": actor.id}
    try:
        recusal = Recusal.objects.create(officer=officer, sid=command.sid, **said)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return RecusalDeclared(officer.cert_no, recusal.pk, recusal.sid)


def _reachable(actor: Actor) -> QuerySet[Officer]:
    """A party may name any officer of the region, an officer only itself, others those of their department."""
    officers = Officer.objects.filter(in_post=True)
    if actor.role == Role.ENTERPRISE:
        return officers
    if actor.role == Role.OFFICER:
        officers = officers.filter(pk__in=Account.objects.filter(pk=actor.id).values("officer"))
    return of_department(actor, officers, "department_id")
