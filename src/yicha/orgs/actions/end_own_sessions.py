from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Session
from yicha.orgs.types import EndOwnSessions, OrgPermission, SessionsEnded


@use_case(may=OrgPermission.KEEP_OWN, clause="WY-5.8b")
def end_own_sessions(actor: Actor, command: EndOwnSessions, at: datetime, /) -> SessionsEnded:
    """Everywhere, here included."""
    ended, _ = Session.objects.filter(account=actor.id).delete()
    return SessionsEnded(actor.id, ended, "")
