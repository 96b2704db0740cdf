from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Subject
from yicha.subjects.rules import register as rules
from yicha.subjects.types import SubjectPermission, SubjectTakenIn, TakeIn


@use_case(may=SubjectPermission.MOVE, clause="R-SUB-1")
def take_in(actor: Actor, command: TakeIn, at: datetime, /) -> SubjectTakenIn:
    """迁入: what another region has given up for this one; it brings its number, its past and what was merged into it along."""
    subject = fetch(actor, Subject.objects.exclude(moving_to=""), path="moving_to", clause="R-SUB-1", sid=command.sid)
    rules.require_text(command.town, 60, "乡镇街道", "R-SUB-1")
    rules.require_text(command.address, 400, "地址", "R-SUB-1")
    before, subject.region_path = subject.region_path, subject.moving_to
    subject.state, subject.moving_to = rules.next_state(subject.state, "take_in"), ""
    subject.town, subject.address, subject.grid = command.town.strip(), command.address.strip(), ""
    subject.save(update_fields=["state", "moving_to", "region_path", "town", "address", "grid"])
    Subject.objects.filter(merged_into=subject).update(region_path=subject.region_path)
    return SubjectTakenIn(subject.sid, before, subject.region_path)
