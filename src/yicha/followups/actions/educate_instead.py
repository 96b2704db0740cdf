from datetime import datetime, time

from yicha.engines.deadlines import latest_day
from yicha.followups.models import FollowUp, RectificationOrder
from yicha.followups.queries import earlier_problems, problems_of
from yicha.followups.rules import follow_ups as rules
from yicha.followups.states import FOLLOW_UP_TRANSITIONS
from yicha.followups.types import (
    Educated,
    EducateInstead,
    FollowUpKind,
    FollowUpPermission,
    FollowUpStatus,
    OrderStatus,
)
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import dictionary, norms_in_force, working_days
from yicha.norms.types import NormCode

OVER = (OrderStatus.CLOSED, OrderStatus.WITHDRAWN)


@use_case(may=FollowUpPermission.EDUCATE, clause="LYG-4.4a")
def educate_instead(actor: Actor, command: EducateInstead, at: datetime, /) -> Educated:
    """首违不罚、轻微免罚 (行政处罚法§33): slight by the list, first by the record, put right; decided by the head with his reasons."""
    row = fetch(actor, FollowUp.objects.all(), clause="LYG-4.4a", pk=command.follow_up)
    rules.require_own(actor, row.department)
    listed = {entry.value for entry in dictionary("slight_first", row.region_path, working_days().day_of(at))}
    rules.require_slight(FollowUpKind(row.kind), command.matter, listed)
    rules.require_words(command.harm, "为什么危害轻微")
    since = _require_first(actor, row, at)
    running = RectificationOrder.objects.filter(follow_up__inspection=row.inspection_id, follow_up__department=row.department)
    rules.require_put_right(command.corrected, open_order=running.exclude(status__in=OVER).exists())
    row.status = step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(row.status), "educate", clause="LYG-4.4a")
    row.educated, row.words = command.matter, f"{command.harm.strip()}；{command.corrected.strip()}"
    row.settled_at = at
    row.save()
    return Educated(row.pk, row.subject_id, command.matter, since)


def _require_first(actor: Actor, row: FollowUp, at: datetime) -> datetime:
    """Since when the record was searched."""
    own = problems_of(actor, row.inspection_id, row.department)
    before = min((one.checked_at for one in own), default=at)
    checked_on = working_days().day_of(before)
    term = norms_in_force(row.region_path, checked_on).term(NormCode.FIRST_CASE_MONTHS)
    since = datetime.combine(latest_day(checked_on, term, working_days()), time(), at.tzinfo)
    items = {one.item_code for one in own}
    rules.require_first(earlier_problems(actor, row.subject_id, items, since, before), since)
    return since
