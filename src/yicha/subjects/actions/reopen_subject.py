from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.rules import register as rules
from yicha.subjects.types import ReopenSubject, SubjectPermission, SubjectReopened


@use_case(may=SubjectPermission.CLOSE, clause="LYG-4.2")
def reopen_subject(actor: Actor, command: ReopenSubject, at: datetime, /) -> SubjectReopened:
    """恢复: one closed by mistake, or whose 迁出 comes to nothing, is drawn again."""
    subject = own_subject(actor, command.sid, "LYG-4.2")
    rules.require_text(command.reason, rules.REASON, "理由")
    subject.state = rules.next_state(subject.state, "reopen")
    subject.moving_to = subject.closed_because = ""
    subject.save(update_fields=["state", "moving_to", "closed_because"])
    return SubjectReopened(subject.sid, command.reason)
