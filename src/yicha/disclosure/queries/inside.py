"""Reads of publications, in the actor's jurisdiction only."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from yicha.disclosure.models import Publication
from yicha.disclosure.queries.rows import row_of
from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.engines.deadlines import Clock, Reading, read
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, within
from yicha.kernel.jurisdiction import read as read_row
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.subjects.queries import numbers_of


@dataclass(frozen=True)
class Running:
    """A publication with its clock: how much is left of the term of publication, or whether it was kept."""

    row: PublicationRow
    clock: Reading | None


def publication(actor: Actor, pk: int) -> PublicationRow:
    return row_of(read_row(actor, _all(), clause="LYG-4.4c", pk=pk))


def publication_of(actor: Actor, inspection: str, department: str) -> PublicationRow:
    """What a department says of an inspection, by the number of that."""
    return row_of(read_row(actor, _all(), clause="LYG-4.4c", inspection__number=inspection, department=department))


def publications(actor: Actor, region_path: str) -> list[PublicationRow]:
    found = within(actor, _all().filter(region_path=region_path))
    return [row_of(row) for row in found.order_by("pk")]


def publications_of(actor: Actor, sid: str) -> list[PublicationRow]:
    """All of one subject, under whatever number, drafts and what was withdrawn included."""
    numbers = numbers_of([sid]).get(sid, (sid,))
    return [row_of(row) for row in within(actor, _all().filter(sid__in=numbers)).order_by("pk")]


def overdue(actor: Actor, region_path: str, today: date) -> list[PublicationRow]:
    """Drafts whose last day to publish is over: by whom, since when."""
    found = within(actor, _all().filter(region_path=region_path))
    return [row_of(row) for row in found.filter(status=PublicationStatus.DRAFT, publish_by__lt=today).order_by("publish_by", "pk")]


def awaiting(actor: Actor, status: PublicationStatus, at: datetime) -> list[Running]:
    """Those of the actor's department (of all, for who acts for the region) in a status, what is due first on top."""
    found = of_department(actor, within(actor, _all().filter(status=status)))
    order = ("publish_by", "pk") if status is PublicationStatus.DRAFT else ("-published_at", "-pk")
    return [Running(row_of(row), _clock(row, at)) for row in found.order_by(*order)]


def _clock(row: Publication, at: datetime) -> Reading | None:
    if row.status == PublicationStatus.WITHDRAWN:
        return None
    calendar = working_days()
    then, today = (norms_in_force(row.region_path, calendar.day_of(moment)) for moment in (row.checked_at, at))
    thresholds = today.thresholds
    return read(Clock(row.checked_at, then.term(NormCode.RESULT_PUBLICATION), done=row.published_at), at, calendar, thresholds)


def _all() -> QuerySet[Publication]:
    return Publication.objects.select_related("inspection").prefetch_related("corrections")
