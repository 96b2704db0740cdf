"""Who may begin a visit, and what beginning does: the same whether the code was shown or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yicha.inspections.actions._notice import give_notice
from yicha.inspections.models import DepartmentTask, Inspection
from yicha.inspections.rules.door import require_day, require_door, require_items_in_force, require_no_door, require_notified
from yicha.inspections.rules.standing import require_no_objection
from yicha.inspections.rules.team import require_drawn, require_full_team
from yicha.inspections.states import TASK_TRANSITIONS, TRANSITIONS
from yicha.inspections.types import InspectionStatus, TaskStatus
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.orgs.queries import certified_on, signing_officer
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow


@dataclass(frozen=True)
class Door:
    """A visit that may begin, locked, with the officer who stands at the door."""

    inspection: Inspection
    planned: VisitRow
    tasks: Sequence[DepartmentTask]
    officer: str


def at_the_door(actor: Actor, inspection: int, at: datetime, *, door: bool = True) -> Door:
    """R-MODE-1, R-SUB-3, R-PROC-2, LYG-4.3a: drawn, certified, told, on the day, with the whole team, for items in force."""
    row = fetch(actor, Inspection.objects.all(), clause="R-PROC-3", pk=inspection)
    planned, today = visit(actor, row.visit_id), timezone.localdate(at)
    officer = signing_officer(actor, today).cert_no
    require_drawn(officer, planned.officers)
    (require_door if door else require_no_door)(door=planned.door)
    require_notified(planned.announced, bool(row.notice))
    require_day(today, *planned.days)
    codes = {demand.item_code for demand in planned.demands}
    require_items_in_force(planned, items_in_force(actor, planned.region_path, today, codes))
    require_no_objection(InspectionStatus(row.status))
    tasks = list(row.tasks.select_for_update().exclude(status=TaskStatus.WITHDRAWN))
    certified = certified_on([one.cert_no for one in planned.officers], today)
    present = [one for one in planned.officers if one.cert_no in certified]
    require_full_team([(task.entrusted_to or task.department, task.min_officers) for task in tasks], present)
    return Door(row, planned, tasks, officer)


def begin(actor: Actor, door: Door, at: datetime, site: str) -> None:
    """A firm that the law does not announce to gets its notice now. Who has not signed for his part has, by coming."""
    row = door.inspection
    row.status = step(TRANSITIONS, InspectionStatus(row.status), "start", clause="R-PROC-3")
    row.started_at, row.started_by = at, door.officer
    if not row.notice:
        give_notice(actor, row, door.planned, at, site)
    row.save()
    for task in door.tasks:
        task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "start", clause="R-PROC-3")
        if not task.signed_at:
            task.holder, task.signed_at = actor.id, at
        task.save()
