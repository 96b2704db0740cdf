from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError

from yicha.duties.queries import departments_of
from yicha.followups.models import FollowUp, RectificationOrder
from yicha.followups.queries import paper_of
from yicha.followups.rules import follow_ups, orders
from yicha.followups.states import FOLLOW_UP_TRANSITIONS
from yicha.followups.types import FollowUpKind, FollowUpPermission, FollowUpStatus, IssueOrder, OrderIssued
from yicha.inspections.documents import kept_values
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.numbers import document_number
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode, NormsInForce


@use_case(may=FollowUpPermission.ISSUE, clause="LYG-4.4a")
def issue_order(actor: Actor, command: IssueOrder, at: datetime, /) -> OrderIssued:
    """下达责令改正通知书: fact, article, demand, term, recheck and remedy; the remedy by the norms of the day."""
    row = fetch(actor, FollowUp.objects.all(), clause="LYG-4.4a", pk=command.follow_up)
    today = working_days().day_of(at)
    norms = norms_in_force(row.region_path, today)
    follow_ups.require_own(actor, row.department)
    orders.require_order(FollowUpKind(row.kind))
    orders.require_whole(command)
    orders.require_term(today, command.correct_by, command.recheck_on, norms.whole(NormCode.CORRECTION_DAYS_MAX))
    step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(row.status), "issue", clause="LYG-4.4a")
    try:
        made = _write(row, command, norms, today, at)
    except IntegrityError as error:
        raise broken_limit(error, orders.LIMITS) from error
    return OrderIssued(made.pk, made.number, row.subject_id, made.correct_by, sha256(made.paper.encode()).hexdigest())


def _write(row: FollowUp, command: IssueOrder, norms: NormsInForce, today: date, at: datetime) -> RectificationOrder:
    days, months = norms.whole(NormCode.RECONSIDERATION_DAYS), norms.whole(NormCode.LITIGATION_MONTHS)
    number, remedy = _number(row, today), orders.REMEDY.format(days=days, months=months)
    return RectificationOrder.objects.create(
        region_path=row.region_path,
        follow_up=row,
        fact=command.fact.strip(),
        article=command.article.strip(),
        demand=command.demand.strip(),
        correct_by=command.correct_by,
        recheck_on=command.recheck_on,
        remedy=remedy,
        issued_at=at,
        number=number,
        paper=kept_values(paper_of(row, command, number, remedy, today)),
    )


def _number(row: FollowUp, today: date) -> str:
    department = departments_of(row.region_path, today).get(row.department)
    short = department.short_name or department.name if department else row.department
    return document_number(f"{short}责改", f"order:{row.department}"[:40], row.region_path, today.year)
