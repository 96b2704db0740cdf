from dataclasses import replace
from datetime import datetime
from typing import Any

from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.lookups import rules
from yicha.lookups.models import Lookup
from yicha.lookups.states import TRANSITIONS
from yicha.lookups.types import LookupPermission, LookupStatus, TakenOver, TakeOver
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.queries import subject
from yicha.subjects.types import ImportSubjects


@use_case(may=LookupPermission.TAKE_OVER, clause="WY-5.9 GX-5.2")
def take_over(actor: Actor, command: TakeOver, at: datetime, /) -> TakenOver:
    """What was chosen of an answer goes into the register of subjects, with the lookup as its source.

    Who may take over need not keep the register: what it may change there are the columns of `rules.COLUMNS`, of this one subject.
    """
    row = fetch(actor, Lookup.objects.all(), clause="WY-5.9", pk=command.lookup)
    rules.require_asker(actor, row.asked_by)
    rules.require_columns(command.values)
    row.status = step(TRANSITIONS, LookupStatus(row.status), "take_over", clause="WY-5.9")
    row.save()
    values: dict[str, Any] = dict(command.values)
    changed = replace(subject(actor, row.sid), **values)
    import_subjects(SYSTEM, ImportSubjects(row.region_path, f"lookup:{row.pk}", (changed,)), at)
    return TakenOver(row.pk, row.sid, tuple(values))
