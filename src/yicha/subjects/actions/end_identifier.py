from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Identifier
from yicha.subjects.rules import register as rules
from yicha.subjects.types import EndIdentifier, IdentifierEnded, SubjectPermission

ONE_DAY = timedelta(days=1)


@use_case(may=SubjectPermission.DESCRIBE, clause="LYG-4.2 YX-2.7")
def end_identifier(actor: Actor, command: EndIdentifier, at: datetime, /) -> IdentifierEnded:
    """Today is its last day; the subject is still found by it."""
    today = timezone.localdate(at)
    running = Identifier.objects.filter(Q(valid__upper_inf=True) | Q(valid__endswith__gt=today + ONE_DAY))
    found = fetch(actor, running, path="subject__region_path", clause="LYG-4.2", pk=command.identifier)
    rules.require_own(actor, found.department, "LYG-4.2")
    rules.require_text(command.reason, rules.REASON, "理由")
    last = max(today, found.valid.lower or today)
    found.valid, found.ended_because = DateRange(found.valid.lower, last, "[]"), command.reason
    found.save(update_fields=["valid", "ended_because"])
    return IdentifierEnded(found.subject_id, found.pk, last, command.reason)
