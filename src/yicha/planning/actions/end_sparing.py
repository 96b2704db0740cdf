from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.models import Spared
from yicha.planning.rules import sparing
from yicha.planning.types import EndSparing, PlanningPermission, SparingEnded


@use_case(may=PlanningPermission.SPARE_SUBJECT, clause="R-NODISTURB")
def end_sparing(actor: Actor, command: EndSparing, at: datetime, /) -> SparingEnded:
    """移出无事不扰清单: from a day on; what was spared until then stays so."""
    row = fetch(actor, Spared.objects.filter(ended_because=""), clause="R-NODISTURB", pk=command.spared)
    sparing.require_end(command, row.days.lower, row.days.upper, timezone.localdate(at))
    row.days = DateRange(row.days.lower, max(command.from_day, row.days.lower), bounds="[)")
    row.ended_because = command.reason.strip()
    row.save()
    return SparingEnded(row.pk, row.subject_id, command.from_day)
