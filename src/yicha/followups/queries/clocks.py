"""The clock that runs towards the next step, whoever has to take it."""

from datetime import datetime

from yicha.engines.deadlines import Clock, Reading, read
from yicha.followups import models
from yicha.followups.types import FollowUpKind, FollowUpStatus, OrderStatus
from yicha.norms.queries import norms_in_force, until, working_days
from yicha.norms.types import NormCode


def order_clock(row: models.RectificationOrder, at: datetime) -> Reading | None:
    """To its delivery, to the firm's report, to the recheck; None when it is over."""
    status = OrderStatus(row.status)
    if status is OrderStatus.ISSUED:
        return _since(row.region_path, row.issued_at, NormCode.ORDER_DELIVERY, at)
    if status in {OrderStatus.DELIVERED, OrderStatus.ESCALATED}:
        return until(row.correct_by, at)
    if status is OrderStatus.REPORTED and row.reported_at:
        return _since(row.region_path, row.reported_at, NormCode.RECHECK, at)
    return None


def follow_up_clock(row: models.FollowUp, order: models.RectificationOrder | None, at: datetime) -> Reading | None:
    if row.status != FollowUpStatus.OPEN:
        return None
    if row.kind == FollowUpKind.ORDER and order is not None:
        return order_clock(order, at)
    return _since(row.region_path, row.opened_at, NormCode.FOLLOW_UP, at)


def _since(region_path: str, start: datetime, code: NormCode, at: datetime) -> Reading:
    calendar = working_days()
    then, today = (norms_in_force(region_path, calendar.day_of(moment)) for moment in (start, at))
    thresholds = today.thresholds
    return read(Clock(start, then.term(code)), at, calendar, thresholds)
