from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Suspicion
from yicha.subjects.rules import register as rules
from yicha.subjects.types import DismissDuplicate, DuplicateDismissed, SubjectPermission


@use_case(may=SubjectPermission.MERGE, clause="YX-2.14")
def dismiss_duplicate(actor: Actor, command: DismissDuplicate, at: datetime, /) -> DuplicateDismissed:
    """不是同一户: the pair is never suggested again."""
    open_ones = Suspicion.objects.filter(dismissed_by="")
    found = fetch(actor, open_ones, path="left__region_path", clause="YX-2.14", pk=command.suspicion)
    rules.require_text(command.reason, rules.REASON, "理由", "YX-2.14")
    found.dismissed_by, found.dismissed_because = actor.id, command.reason
    found.save()
    return DuplicateDismissed(found.left_id, found.right_id, command.reason)
