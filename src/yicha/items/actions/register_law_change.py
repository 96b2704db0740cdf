from datetime import datetime

from django.utils import timezone

from yicha.items.models import LawChange, LawTask
from yicha.items.queries.in_force import items_in_force
from yicha.items.rules import laws
from yicha.items.rules.matching import short_name
from yicha.items.types import ItemPermission, LawChangeRegistered, RegisterLawChange
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.REGISTER_LAW_CHANGE, clause="WY-5.1 WS-2.1 GX-2.1")
def register_law_change(actor: Actor, command: RegisterLawChange, at: datetime, /) -> LawChangeRegistered:
    """登记立改废释: each owner of an affected item gets a task, and so does each department that shall look for new items."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    laws.require_change(command)
    items = items_in_force(actor, command.region_path, timezone.localdate(at), command.codes)
    laws.require_in_force(command.codes, items)
    change = LawChange.objects.create(
        region_path=command.region_path,
        kind=command.kind,
        instrument=short_name(command.instrument),
        article=command.article.strip(),
        in_force_on=command.in_force_on,
        summary=command.summary.strip(),
        registered_at=at,
    )
    owed = [(items[code].department, code) for code in dict.fromkeys(command.codes)]
    owed += [(department, "") for department in dict.fromkeys(command.departments)]
    LawTask.objects.bulk_create(LawTask(law_change=change, department=department, code=code) for department, code in owed)
    return LawChangeRegistered(change.pk, change.instrument, len(owed))
