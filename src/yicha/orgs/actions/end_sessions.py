from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Account, Session
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.types import EndSessions, OrgPermission, SessionsEnded


@use_case(may=OrgPermission.END_SESSIONS, clause="WY-5.8b")
def end_sessions(actor: Actor, command: EndSessions, at: datetime, /) -> SessionsEnded:
    """All of an account, from the next request on: a lost telephone, somebody who left without signing out."""
    account = read(actor, Account.objects.all(), path="region__path", clause="WY-5.8b", username=command.account)
    require_reason(command.reason)
    ended, _ = Session.objects.filter(account=account.username).delete()
    return SessionsEnded(account.username, ended, command.reason)
