from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.planning.models import Spared
from yicha.planning.rules import sparing
from yicha.planning.types import PlanningPermission, SpareSubject, SubjectSpared
from yicha.subjects.queries import active_subject


@use_case(may=PlanningPermission.SPARE_SUBJECT, clause="R-NODISTURB")
def spare_subject(actor: Actor, command: SpareSubject, at: datetime, /) -> SubjectSpared:
    """列入无事不扰清单: no planned check of the item, or of any, on these days. Causes and what a statute demands go on."""
    sparing.require_entry(command)
    subject = active_subject(actor, command.region_path, command.sid, "R-NODISTURB")
    row = Spared.objects.create(
        region_path=command.region_path,
        subject_id=subject.sid,
        item_code=command.item_code,
        days=DateRange(command.first_day, command.last_day, bounds="[]"),
        basis=command.basis.strip(),
        reason=command.reason.strip(),
    )
    return SubjectSpared(row.pk, subject.sid)
