from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.subjects.models import PoolVersion
from yicha.subjects.rules import register as rules
from yicha.subjects.types import EndPool, PoolEnded, SubjectPermission

ONE_DAY = timedelta(days=1)


@use_case(may=SubjectPermission.KEEP_POOL, clause="GX-5.4")
def end_pool(actor: Actor, command: EndPool, at: datetime, /) -> PoolEnded:
    """Its last version holds today for the last time; what it was stays on record."""
    today = timezone.localdate(at)
    running = PoolVersion.objects.select_related("pool").filter(Q(valid__upper_inf=True) | Q(valid__endswith__gt=today + ONE_DAY))
    found = fetch(actor, running, path="pool__region_path", clause="GX-5.4", pool=command.pool)
    rules.require_own(actor, found.pool.department, "GX-5.4")
    rules.require_text(command.reason, rules.REASON, "理由", "GX-5.4")
    last = max(today, found.valid.lower)
    found.valid, found.ended_because = DateRange(found.valid.lower, last, "[]"), command.reason
    found.save(update_fields=["valid", "ended_because"])
    return PoolEnded(found.pool_id, last, command.reason)
