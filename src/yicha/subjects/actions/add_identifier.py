from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import own_subject
from yicha.subjects.actions._words import refresh_words
from yicha.subjects.models import Identifier
from yicha.subjects.rules.identities import checked_code, require_addable, require_days, require_issuer
from yicha.subjects.rules.limits import LIMITS
from yicha.subjects.types import AddIdentifier, IdentifierAdded, SubjectPermission


@use_case(may=SubjectPermission.DESCRIBE, clause="LYG-4.2")
def add_identifier(actor: Actor, command: AddIdentifier, at: datetime, /) -> IdentifierAdded:
    """A shop sign, an old number, the number of a department's system, a licence."""
    subject = own_subject(actor, command.sid, "LYG-4.2")
    require_addable(command.scheme)
    require_issuer(command.scheme, command.issuer)
    require_days(command.first_day, command.last_day)
    code = checked_code(command.scheme, command.code, command.waived)
    said = {"issuer": command.issuer.strip(), "source": command.source, "waived": command.waived, "department": actor.department}
    valid = DateRange(command.first_day, command.last_day, "[]")
    try:
        made = Identifier.objects.create(subject=subject, scheme=command.scheme, code=code, valid=valid, **said)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    refresh_words([subject.sid])
    return IdentifierAdded(subject.sid, made.pk, command.scheme, code)
