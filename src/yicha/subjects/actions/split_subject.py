from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._merging import settle
from yicha.subjects.models import Merge
from yicha.subjects.rules import register as rules
from yicha.subjects.types import SplitSubject, SubjectPermission, SubjectSplit


@use_case(may=SubjectPermission.MERGE, clause="YX-2.14")
def split_subject(actor: Actor, command: SplitSubject, at: datetime, /) -> SubjectSplit:
    """撤销并户: both stand for themselves again, as they were before."""
    standing = Merge.objects.filter(undone_on=None)
    merge = fetch(actor, standing, path="merged__region_path", clause="YX-2.14", merged=command.merged)
    rules.require_text(command.reason, rules.REASON, "理由", "YX-2.14")
    merge.undone_by, merge.undone_on, merge.undone_because = actor.id, timezone.localdate(at), command.reason
    merge.save()
    settle([merge.survivor_id, merge.merged_id])
    return SubjectSplit(merge.survivor_id, merge.merged_id, command.reason)
