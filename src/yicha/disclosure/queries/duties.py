"""Reads for the page of the day: whose results wait to be published, and how many are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q

from yicha.disclosure.models import Publication
from yicha.disclosure.types import PublicationStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within


@dataclass(frozen=True)
class PublicationStanding:
    """Of one department: drafts, how many of them are overdue, the last day of the most urgent; what is out, and that in time."""

    department: str
    drafts: int
    late: int
    due: date | None
    published: int
    in_time: int


def publications_standing(actor: Actor, today: date) -> list[PublicationStanding]:
    """Of results of the year, by department; of the actor's own, or of all for who acts for the region."""
    draft, out = Q(status=PublicationStatus.DRAFT), Q(status=PublicationStatus.PUBLISHED)
    found = of_department(actor, within(actor, Publication.objects.filter(checked_at__year=today.year))).values("department")
    rows = found.annotate(
        drafts=Count("pk", filter=draft),
        late=Count("pk", filter=draft & Q(publish_by__lt=today)),
        due=Min("publish_by", filter=draft),
        published=Count("pk", filter=out),
        in_time=Count("pk", filter=out & Q(published_at__date__lte=F("publish_by"))),
    )
    return [PublicationStanding(**row) for row in rows.order_by("due", "department")]
