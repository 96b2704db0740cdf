"""Reads of what was annulled: what is still to be taken off, and, for everybody, why something was."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet

from yicha.disclosure.models import Annulment, Publication
from yicha.disclosure.queries.rows import row_of
from yicha.disclosure.types import AnnulmentKind, AnnulmentRow, Explained, PublicationRow, PublicationStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within


@dataclass(frozen=True)
class WithdrawalStanding:
    """Of one department: what was annulled and still stands published, the last day of the most urgent."""

    department: str
    number: int
    due: date


@dataclass(frozen=True)
class WithdrawalsKept:
    """Of one department and a year: what was annulled and still stands, of that overdue; what was taken off, of that in time."""

    department: str
    open: int
    late: int
    done: int
    in_time: int


def annulment(pk: int) -> AnnulmentRow | None:
    """Of a publication. Whoever asks has checked that the actor may see it."""
    found = Annulment.objects.filter(publication=pk).first()
    return _row(found) if found else None


def to_withdraw(actor: Actor) -> list[tuple[PublicationRow, AnnulmentRow]]:
    """Of the actor's department, of all for who acts for the region; what is due first on top."""
    found = _standing(actor).select_related("inspection", "annulment").prefetch_related("corrections")
    return [(row_of(row), _row(row.annulment)) for row in found.order_by("annulment__withdraw_by", "pk")]


def withdrawals_standing(actor: Actor) -> list[WithdrawalStanding]:
    """By department, for the page of the day."""
    rows = _standing(actor).values("department").annotate(number=Count("pk"), due=Min("annulment__withdraw_by"))
    return [WithdrawalStanding(**row) for row in rows.order_by("due", "department")]


def withdrawals_kept(actor: Actor, today: date) -> list[WithdrawalsKept]:
    """R-PUB-1: of what was annulled in the year, by department; of the actor's own, or of all for who acts for the region."""
    open_, done = Q(status=PublicationStatus.PUBLISHED), Q(status=PublicationStatus.WITHDRAWN)
    found = of_department(actor, within(actor, Publication.objects.filter(annulment__decided_on__year=today.year)))
    rows = (
        found.order_by()
        .values("department")
        .annotate(
            open=Count("pk", filter=open_),
            late=Count("pk", filter=open_ & Q(annulment__withdraw_by__lt=today)),
            done=Count("pk", filter=done),
            in_time=Count("pk", filter=done & Q(withdrawn_at__date__lte=F("annulment__withdraw_by"))),
        )
    )
    return [WithdrawalsKept(**row) for row in rows]


def explained(region_path: str, on: date, most: int) -> list[Explained]:
    """公开说明理由: for everybody, of what is public no more, the latest decision first; of whom it spoke is not said."""
    gone = Q(publication__status=PublicationStatus.WITHDRAWN) | Q(withdraw_by__lt=on)
    found = Annulment.objects.filter(gone, publication__region_path=region_path).select_related("publication")
    return [
        Explained(one.publication.department, _row(one), one.publication.withdrawn_at)
        for one in found.order_by("-decided_on", "-pk")[:most]
    ]


def _standing(actor: Actor) -> QuerySet[Publication]:
    found = Publication.objects.filter(annulment__isnull=False, status=PublicationStatus.PUBLISHED)
    return of_department(actor, within(actor, found))


def _row(row: Annulment) -> AnnulmentRow:
    return AnnulmentRow(AnnulmentKind(row.kind), row.organ, row.number, row.decided_on, row.reason, row.withdraw_by, row.recorded_at)
