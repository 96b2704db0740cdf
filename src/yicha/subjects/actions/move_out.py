from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import path_of_region
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.rules import register as rules
from yicha.subjects.types import MoveOut, SubjectMovedOut, SubjectPermission


@use_case(may=SubjectPermission.MOVE, clause="R-SUB-1")
def move_out(actor: Actor, command: MoveOut, at: datetime, /) -> SubjectMovedOut:
    """迁出: from now on nobody draws it, until the other region takes it in or this one takes it back (`reopen_subject`)."""
    subject = own_subject(actor, command.sid, "R-SUB-1")
    rules.require_text(command.reason, rules.REASON, "理由", "R-SUB-1")
    path = path_of_region(command.region)
    rules.require_other_region(path, subject.region_path)
    subject.state, subject.moving_to = rules.next_state(subject.state, "move_out"), path
    subject.save(update_fields=["state", "moving_to"])
    return SubjectMovedOut(subject.sid, path, command.reason)
