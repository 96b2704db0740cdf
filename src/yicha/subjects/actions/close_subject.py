from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.rules import register as rules
from yicha.subjects.types import CloseSubject, SubjectClosed, SubjectPermission


@use_case(may=SubjectPermission.CLOSE, clause="LYG-4.2")
def close_subject(actor: Actor, command: CloseSubject, at: datetime, /) -> SubjectClosed:
    """注销、关闭、迁到平台之外: no longer drawn. The row stays, because its past does."""
    subject = own_subject(actor, command.sid, "LYG-4.2")
    rules.require_text(command.reason, rules.REASON, "理由")
    subject.state = rules.next_state(subject.state, "close")
    subject.closed_because = command.reason
    subject.save(update_fields=["state", "closed_because"])
    return SubjectClosed(subject.sid, command.reason)
