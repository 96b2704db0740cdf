from datetime import datetime

from yicha.followups.actions._opened import open_kinds
from yicha.followups.actions._orders import own_order, tell_subject
from yicha.followups.models import Recheck, RectificationOrder
from yicha.followups.rules import orders as rules
from yicha.followups.rules.follow_ups import require_words
from yicha.followups.states import FOLLOW_UP_TRANSITIONS, ORDER_TRANSITIONS
from yicha.followups.types import (
    ConcludeRecheck,
    FollowUpKind,
    FollowUpPermission,
    FollowUpStatus,
    OrderStatus,
    RecheckConcluded,
    RecheckMode,
)
from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import officers_available
from yicha.planning.actions.finish_visit import finish_visit
from yicha.planning.types import FinishVisit

FAILED = "责令改正后仍未改正"


@use_case(may=FollowUpPermission.CONCLUDE, clause="LYG-4.4a R-SUB-3")
def conclude_recheck(actor: Actor, command: ConcludeRecheck, at: datetime, /) -> RecheckConcluded:
    """复查结论: corrected ends the order; not corrected gives a new term, or opens a case."""
    row = own_order(actor, command.order)
    verb = "accept" if command.corrected else "renew" if command.again_by else "fail"
    status = step(ORDER_TRANSITIONS, OrderStatus(row.status), verb, clause="LYG-4.4a")
    _require(actor, row, command, at)
    Recheck.objects.create(
        order=row,
        mode=command.mode.value,
        corrected=command.corrected,
        words=command.words.strip(),
        officers=sorted(set(command.officers)),
        min_officers=_least(row, at),
        visit_id=row.visit_id if command.mode is RecheckMode.VISIT else None,
        at=at,
    )
    if command.mode is RecheckMode.VISIT and row.visit_id:
        finish_visit(actor, FinishVisit(row.visit_id), at)
    row.status = status
    _carry_on(row, command, at)
    tell_subject(row, "复查结论", command.words.strip()[:200], at)
    return RecheckConcluded(row.pk, command.mode, command.corrected, status, command.again_by)


def _require(actor: Actor, row: RectificationOrder, command: ConcludeRecheck, at: datetime) -> None:
    today = working_days().day_of(at)
    longest = norms_in_force(row.region_path, today).whole(NormCode.CORRECTION_DAYS_MAX)
    require_words(command.words, "复查看到的情况")
    rules.require_seen(command.mode, row.reports.count(), row.visit.first_day if row.visit else None, today)
    rules.require_again(command.again_by, today, longest, corrected=command.corrected)
    certified = [
        one.cert_no
        for one in officers_available(actor, today.year)
        if one.department == row.follow_up.department and not any(first <= today <= last for first, last in one.absences)
    ]
    rules.require_team(command.officers, certified, _least(row, at))


def _least(row: RectificationOrder, at: datetime) -> int:
    return norms_in_force(row.region_path, working_days().day_of(at)).whole(NormCode.MIN_OFFICERS)


def _carry_on(row: RectificationOrder, command: ConcludeRecheck, at: datetime) -> None:
    """With more time the order runs anew; without, it and its follow-up are over, and what was not corrected becomes a case."""
    if command.again_by is not None:
        row.correct_by = row.recheck_on = command.again_by
        row.visit_id, row.reminders, row.reminded_at = None, 0, None
        row.save()
        return
    row.concluded_at = at
    row.save()
    origin = row.follow_up
    origin.status = step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(origin.status), "settle", clause="LYG-4.4a")
    origin.words, origin.reference, origin.settled_at = command.words.strip(), row.number, at
    origin.save()
    if not command.corrected:
        open_kinds(origin, (FollowUpKind.CASE,), f"{FAILED}：{row.number}", at)
