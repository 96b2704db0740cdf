from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.models import Tagging
from yicha.subjects.rules.identities import require_days
from yicha.subjects.rules.limits import LIMITS
from yicha.subjects.rules.pools import require_tag
from yicha.subjects.types import SubjectPermission, SubjectTagged, TagSubject


@use_case(may=SubjectPermission.DESCRIBE, clause="LYG-4.2 GX-5.4")
def tag_subject(actor: Actor, command: TagSubject, at: datetime, /) -> SubjectTagged:
    """标签 for a time; plans ask for it by `has_tag` on the days it holds."""
    subject = own_subject(actor, command.sid, "LYG-4.2")
    require_tag(command)
    require_days(command.first_day, command.last_day)
    valid = DateRange(command.first_day, command.last_day, "[]")
    said = {"tag": command.tag.strip(), "source": command.source, "mode": command.mode, "department": actor.department}
    try:
        made = Tagging.objects.create(subject=subject, valid=valid, **said)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return SubjectTagged(subject.sid, made.pk, made.tag)
