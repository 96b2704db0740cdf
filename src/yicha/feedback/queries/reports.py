"""Reports from shop doors: an office's, and the one of a receipt."""

from datetime import datetime

from django.db.models import QuerySet

from yicha.engines.deadlines import Clock, Reading
from yicha.engines.deadlines import read as read_clock
from yicha.feedback.models import DoorPhoto, DoorReport
from yicha.feedback.queries.shops import own_report, unseal_contact
from yicha.feedback.types import DoorReportRow, DoorReportStatus, DoorStep, DoorStepRow
from yicha.kernel.actor import Actor
from yicha.kernel.files import FileRow, file_of
from yicha.kernel.jurisdiction import absent, of_department, read, within
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


def door_reports(actor: Actor, at: datetime, status: DoorReportStatus = DoorReportStatus.OPEN) -> list[DoorReportRow]:
    """Those that the actor's department holds, or all for who acts for the region; what waits longest first."""
    return [_row(row, at) for row in _visible(actor).filter(status=status).order_by("made_at", "pk")]


def door_report(actor: Actor, pk: int, at: datetime) -> DoorReportRow:
    return _row(read(actor, _visible(actor), clause="GX-5.4b", pk=pk), at)


def report_of_receipt(number: str, secret: str, at: datetime) -> DoorReportRow:
    """NotFound unless both are right."""
    row = own_report(number, secret)
    return _row(_all().get(pk=row.pk), at) if row else absent("GX-5.4b")


def door_photo(actor: Actor, pk: int, place: int) -> FileRow:
    row = read(actor, _visible(actor), clause="GX-5.4b", pk=pk)
    file = DoorPhoto.objects.filter(report=row, place=place).values_list("file", flat=True).first()
    return file_of(actor, file or absent("GX-5.4b"), clause="GX-5.4b")


def contact_of(actor: Actor, pk: int) -> str:
    """Sealed; who asks has been written down before (`record_read`)."""
    return unseal_contact(read(actor, _visible(actor), clause="GX-5.4b", pk=pk).contact)


def _visible(actor: Actor) -> QuerySet[DoorReport]:
    return of_department(actor, within(actor, _all()))


def _all() -> QuerySet[DoorReport]:
    return DoorReport.objects.select_related("subject").prefetch_related("steps", "photos")


def _row(row: DoorReport, at: datetime) -> DoorReportRow:
    status = DoorReportStatus(row.status)
    steps = sorted(row.steps.all(), key=lambda one: one.pk)
    return DoorReportRow(
        id=row.pk,
        number=row.number,
        sid=row.subject_id,
        name=row.subject.name,
        department=row.department,
        matter=row.matter,
        photos=len(row.photos.all()),
        contact=bool(row.contact),
        made_at=row.made_at,
        status=status,
        steps=tuple(DoorStepRow(DoorStep(one.step), one.department, one.words, one.at) for one in steps),
        clock=_clock(row, at) if status is DoorReportStatus.OPEN else None,
    )


def _clock(row: DoorReport, at: datetime) -> Reading:
    calendar = working_days()
    norms = norms_in_force(row.region_path, calendar.day_of(row.made_at))
    lights = norms.thresholds
    return read_clock(Clock(row.made_at, norms.term(NormCode.DOOR_REPORT)), at, calendar, lights)
