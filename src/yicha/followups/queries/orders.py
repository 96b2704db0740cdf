"""责令改正: one, those of a subject, those that the clock looks at."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from yicha.followups import models
from yicha.followups.queries.clocks import order_clock
from yicha.followups.rules.orders import REMEDY, reminder_due
from yicha.followups.types import OrderRow, OrderStatus, OrderTerms, RecheckMode, RecheckRow, ReportPhotoRow, ReportRow, RunningOrder
from yicha.inspections.types import DeliveryWay
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import subject_of
from yicha.subjects.queries import numbers_of, sids_of

OVER = (OrderStatus.CLOSED, OrderStatus.FAILED, OrderStatus.WITHDRAWN)
PLAIN = (
    "number",
    "region_path",
    "fact",
    "article",
    "demand",
    "correct_by",
    "recheck_on",
    "remedy",
    "issued_at",
    "recipient",
    "witness",
    "proof",
    "delivered_at",
    "reminders",
    "reported_at",
    "concluded_at",
    "withdrawn_because",
    "paper",
)


def order(actor: Actor, pk: int, at: datetime) -> OrderRow:
    """An enterprise sees its own only, once they are on their way."""
    return order_row(read(actor, _seen_by(actor), clause="LYG-4.4a", pk=pk), at)


def orders_of_subject(actor: Actor, sid: str, at: datetime) -> list[OrderRow]:
    """All of a subject, under whatever number, the latest first."""
    numbers = numbers_of([sid]).get(sid, (sid,))
    found = within(actor, _seen_by(actor).filter(follow_up__subject__in=numbers))
    return [order_row(row, at) for row in found.order_by("-issued_at", "-pk")]


def running_orders(actor: Actor, sids: Collection[str]) -> dict[str, tuple[RunningOrder, ...]]:
    """Number → what the subject still has to put right, under whatever number, the most urgent first; one statement for all."""
    numbers = numbers_of(sids)
    wanted = {number for some in numbers.values() for number in some}
    found = models.RectificationOrder.objects.filter(follow_up__subject__in=wanted).exclude(status__in=OVER)
    rows = list(within(actor, found).select_related("follow_up").order_by("correct_by", "pk"))
    return {sid: tuple(_running(row) for row in rows if row.follow_up.subject_id in some) for sid, some in numbers.items()}


def _running(row: models.RectificationOrder) -> RunningOrder:
    return RunningOrder(row.number, row.follow_up.inspection_id, row.follow_up.department, row.fact, row.demand, row.correct_by)


def order_terms(region_path: str, on: date) -> OrderTerms:
    """By the norms of the day."""
    norms = norms_in_force(region_path, on)
    days, months = norms.whole(NormCode.RECONSIDERATION_DAYS), norms.whole(NormCode.LITIGATION_MONTHS)
    return OrderTerms(norms.whole(NormCode.CORRECTION_DAYS_MAX), REMEDY.format(days=days, months=months))


def late_orders(at: datetime) -> list[int]:
    """Delivered, their term over, nothing reported, and not reminded in the norm's days; for the clock."""
    today = working_days().day_of(at)
    found = models.RectificationOrder.objects.filter(status=OrderStatus.DELIVERED, correct_by__lt=today)
    return [row.pk for row in found.order_by("correct_by", "pk") if _reminder_due(row, today) <= today]


def _reminder_due(row: models.RectificationOrder, today: date) -> date:
    reminded_on = working_days().day_of(row.reminded_at) if row.reminded_at else None
    return reminder_due(row.correct_by, reminded_on, norms_in_force(row.region_path, today).whole(NormCode.REMINDER_DAYS))


def orders_with_what_they_need() -> QuerySet[models.RectificationOrder]:
    found = models.RectificationOrder.objects.select_related("follow_up__subject", "follow_up__inspection", "visit")
    return found.prefetch_related("reports__photos", "rechecks")


def _seen_by(actor: Actor) -> QuerySet[models.RectificationOrder]:
    own = subject_of(actor)
    found = orders_with_what_they_need()
    return found.filter(follow_up__subject__in=sids_of(actor, own)).exclude(status=OrderStatus.ISSUED) if own else found


def order_row(row: models.RectificationOrder, at: datetime) -> OrderRow:
    origin, subject = row.follow_up, row.follow_up.subject
    return OrderRow(
        **{name: getattr(row, name) for name in PLAIN},
        id=row.pk,
        follow_up=origin.pk,
        inspection=origin.inspection_id,
        inspection_number=origin.inspection.number,
        department=origin.department,
        sid=subject.sid,
        name=subject.name,
        uscc=subject.uscc,
        status=OrderStatus(row.status),
        way=DeliveryWay(row.way) if row.way else None,
        visit=row.visit_id,
        visit_on=row.visit.first_day if row.visit else None,
        reports=tuple(map(_report, sorted(row.reports.all(), key=lambda one: one.place))),
        rechecks=tuple(map(_recheck, sorted(row.rechecks.all(), key=lambda one: one.pk))),
        clock=order_clock(row, at),
    )


def _report(row: models.CorrectionReport) -> ReportRow:
    photos = tuple(ReportPhotoRow(one.file, one.digest) for one in sorted(row.photos.all(), key=lambda one: one.pk))
    return ReportRow(row.place, row.words, row.brought_by, row.at, photos)


def _recheck(row: models.Recheck) -> RecheckRow:
    return RecheckRow(RecheckMode(row.mode), row.corrected, row.words, tuple(row.officers), row.at)
