"""Reads for the page of the day: whose results wait to be published, and how many are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from yicha.disclosure.models import Publication
from yicha.disclosure.types import PublicationStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within


@dataclass(frozen=True)
class PublicationStanding:
    """Of one department: drafts, the last day of the most urgent of them, and what has been published."""

    department: str
    drafts: int
    due: date | None
    published: int


def publications_standing(actor: Actor, year: int) -> list[PublicationStanding]:
    """Of results of a year, by department; of the actor's own, or of all for who acts for the region."""
    draft, out = Q(status=PublicationStatus.DRAFT), Q(status=PublicationStatus.PUBLISHED)
    found = of_department(actor, within(actor, Publication.objects.filter(checked_at__year=year))).values("department")
    rows = found.annotate(
        drafts=Count("pk", filter=draft),
        due=Min("publish_by", filter=draft),
        published=Count("pk", filter=out),
    )
    return [PublicationStanding(**row) for row in rows.order_by("due", "department")]
