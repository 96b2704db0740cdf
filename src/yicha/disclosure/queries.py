"""Reads of publications. `published` is for everybody; the rest in the actor's jurisdiction only."""

from datetime import date

from yicha.disclosure.models import Publication
from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within


def publications(actor: Actor, region_path: str) -> list[PublicationRow]:
    found = within(actor, Publication.objects.filter(region_path=region_path)).select_related("inspection")
    return [_row(row) for row in found.order_by("pk")]


def overdue(actor: Actor, region_path: str, today: date) -> list[PublicationRow]:
    """Drafts whose last day to publish is over: by whom, since when."""
    found = within(actor, Publication.objects.filter(region_path=region_path)).select_related("inspection")
    return [_row(row) for row in found.filter(status=PublicationStatus.DRAFT, publish_by__lt=today).order_by("publish_by", "pk")]


def published(region_path: str) -> list[PublicationRow]:
    """What anyone may read: published and not withdrawn."""
    found = Publication.objects.filter(region_path=region_path, status=PublicationStatus.PUBLISHED).select_related("inspection")
    return [_row(row) for row in found.order_by("-published_at", "pk")]


def _row(row: Publication) -> PublicationRow:
    return PublicationRow(
        id=row.pk,
        inspection=row.inspection.number,
        department=row.department,
        sid=row.sid,
        name=row.name,
        outcome=row.outcome,
        checked_at=row.checked_at,
        file_by=row.file_by,
        push_by=row.push_by,
        publish_by=row.publish_by,
        status=PublicationStatus(row.status),
        published_at=row.published_at,
        withdrawn_because=row.withdrawn_because,
    )
