from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.subjects import models
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.queries import openings_of
from yicha.subjects.rules.identities import require_openings
from yicha.subjects.types import Opening, OpeningsSet, SetOpenings, SubjectPermission


@use_case(may=SubjectPermission.DESCRIBE, clause="LYG-4.2")
def set_openings(actor: Actor, command: SetOpenings, at: datetime, /) -> OpeningsSet:
    """营业时间和季节, as a whole."""
    subject = own_subject(actor, command.sid, "LYG-4.2")
    require_openings(command.openings)
    before = openings_of(actor, subject.sid)
    models.Opening.objects.filter(subject=subject).delete()
    models.Opening.objects.bulk_create(_row(subject, one) for one in command.openings)
    return OpeningsSet(subject.sid, command.openings, before)


def _row(subject: models.Subject, one: Opening) -> models.Opening:
    first, last = one.season
    return models.Opening(subject=subject, weekdays=sorted(one.weekdays), opens=one.opens, closes=one.closes, first=first, last=last)
