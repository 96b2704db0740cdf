from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Tagging
from yicha.subjects.rules import register as rules
from yicha.subjects.types import EndTag, SubjectPermission, TagEnded

ONE_DAY = timedelta(days=1)


@use_case(may=SubjectPermission.DESCRIBE, clause="LYG-4.2 YX-2.7")
def end_tag(actor: Actor, command: EndTag, at: datetime, /) -> TagEnded:
    """Today is its last day; one that has not begun never does."""
    today = timezone.localdate(at)
    running = Tagging.objects.filter(Q(valid__upper_inf=True) | Q(valid__endswith__gt=today + ONE_DAY))
    found = fetch(actor, running, path="subject__region_path", clause="LYG-4.2", pk=command.tagging)
    rules.require_own(actor, found.department, "LYG-4.2")
    rules.require_text(command.reason, rules.REASON, "理由")
    last = max(today, found.valid.lower)
    found.valid, found.ended_because = DateRange(found.valid.lower, last, "[]"), command.reason
    found.save(update_fields=["valid", "ended_because"])
    return TagEnded(found.subject_id, found.tag, last, command.reason)
