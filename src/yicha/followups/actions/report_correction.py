from collections.abc import Sequence
from datetime import datetime

from yicha.followups.actions._orders import order_for, tell_department
from yicha.followups.models import CorrectionReport, RectificationOrder, ReportPhoto
from yicha.followups.rules import orders as rules
from yicha.followups.rules.follow_ups import require_words
from yicha.followups.states import ORDER_TRANSITIONS
from yicha.followups.types import CorrectionReported, FollowUpPermission, OrderStatus, ReportCorrection
from yicha.kernel.actor import Actor
from yicha.kernel.files import FileRow, own_file
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import subject_of


@use_case(may=FollowUpPermission.REPORT, clause="LYG-4.4a LYG-4.3e")
def report_correction(actor: Actor, command: ReportCorrection, at: datetime, /) -> CorrectionReported:
    """整改报告: by the firm, or by a clerk for who brings paper; late is still wanted, and more than one may come."""
    row = order_for(actor, command.order)
    own, today = bool(subject_of(actor)), working_days().day_of(at)
    require_words(command.words, "怎样改正的")
    rules.require_brought(command.brought_by, on_its_own=own)
    photos = [own_file(actor, one, clause="LYG-4.4a") for one in dict.fromkeys(command.photos)]
    rules.require_photos([one.media_type for one in photos], norms_in_force(row.region_path, today).whole(NormCode.REPORT_PHOTOS_MAX))
    row.status = step(ORDER_TRANSITIONS, OrderStatus(row.status), "report", clause="LYG-4.4a")
    row.reported_at = at
    row.save()
    report = _write(row, command, "" if own else command.brought_by.strip(), photos, at)
    tell_department(row, "企业报告整改", report.words[:200], at)
    return CorrectionReported(row.pk, report.place, len(photos), late=today > row.correct_by)


def _write(
    row: RectificationOrder, command: ReportCorrection, brought_by: str, photos: Sequence[FileRow], at: datetime
) -> CorrectionReport:
    place = row.reports.count() + 1
    report = CorrectionReport.objects.create(order=row, place=place, words=command.words.strip(), brought_by=brought_by, at=at)
    ReportPhoto.objects.bulk_create(ReportPhoto(report=report, file=one.id, digest=one.digest) for one in photos)
    return report
