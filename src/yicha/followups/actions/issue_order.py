from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError

from yicha.followups.actions._orders import order_number
from yicha.followups.models import FollowUp, RectificationOrder
from yicha.followups.queries import order_terms, paper_of
from yicha.followups.rules import follow_ups, orders
from yicha.followups.states import FOLLOW_UP_TRANSITIONS
from yicha.followups.types import FollowUpKind, FollowUpPermission, FollowUpStatus, IssueOrder, OrderIssued
from yicha.inspections.documents import kept_values
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=FollowUpPermission.ISSUE, clause="LYG-4.4a")
def issue_order(actor: Actor, command: IssueOrder, at: datetime, /) -> OrderIssued:
    """下达责令改正通知书: fact, article, demand, term, recheck and remedy; the remedy by the norms of the day."""
    row = fetch(actor, FollowUp.objects.all(), clause="LYG-4.4a", pk=command.follow_up)
    today = working_days().day_of(at)
    terms = order_terms(row.region_path, today)
    follow_ups.require_own(actor, row.department)
    orders.require_order(FollowUpKind(row.kind))
    orders.require_whole(command)
    orders.require_term(today, command.correct_by, command.recheck_on, terms.days)
    step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(row.status), "issue", clause="LYG-4.4a")
    try:
        made = _write(row, command, terms.remedy, today, at)
    except IntegrityError as error:
        raise broken_limit(error, orders.LIMITS) from error
    return OrderIssued(made.pk, made.number, row.subject_id, made.correct_by, sha256(made.paper.encode()).hexdigest())


def _write(row: FollowUp, command: IssueOrder, remedy: str, today: date, at: datetime) -> RectificationOrder:
    number = order_number(row, today)
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
