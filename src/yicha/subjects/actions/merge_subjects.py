from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.actions._merging import settle
from yicha.subjects.models import Merge, Subject
from yicha.subjects.rules import register as rules
from yicha.subjects.rules.identities import require_mergeable
from yicha.subjects.rules.limits import LIMITS
from yicha.subjects.types import MergeSubjects, SubjectPermission, SubjectsMerged


@use_case(may=SubjectPermission.MERGE, clause="YX-2.14")
def merge_subjects(actor: Actor, command: MergeSubjects, at: datetime, /) -> SubjectsMerged:
    """并户. Nothing is thrown away: the merged registration keeps its row, its visits, its results; limits count both as one."""
    first, second = sorted((command.survivor, command.merged))
    held = {sid: own_subject(actor, sid, "YX-2.14") for sid in (first, second)}  # always locked in this order
    survivor, merged = held[command.survivor], held[command.merged]
    require_mergeable(_identity(survivor), _identity(merged))
    rules.require_text(command.reason, rules.REASON, "理由", "YX-2.14")
    said = {"reason": command.reason, "by": actor.id, "on": timezone.localdate(at)}
    try:
        Merge.objects.create(survivor=survivor, merged=merged, **said)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    settle([survivor.sid, merged.sid])
    return SubjectsMerged(survivor.sid, merged.sid, command.reason)


def _identity(subject: Subject) -> tuple[str, str, str]:
    return subject.sid, subject.region_path, subject.uscc
