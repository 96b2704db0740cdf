from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects import rules
from yicha.subjects.models import Subject
from yicha.subjects.types import CloseSubject, SubjectClosed, SubjectPermission, SubjectStatus


@use_case(may=SubjectPermission.CLOSE, clause="LYG-4.2")
def close_subject(actor: Actor, command: CloseSubject, at: datetime, /) -> SubjectClosed:
    """注销、关闭、迁出: no longer drawn. The row stays, because its past does."""
    subject = fetch(actor, Subject.objects.all(), clause="LYG-4.2", sid=command.sid)
    rules.require_open(subject.state)
    subject.state, subject.closed_because = SubjectStatus.CLOSED, command.reason
    subject.save()
    return SubjectClosed(subject.sid, command.reason)
