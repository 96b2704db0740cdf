"""What a code opens. Who asks has no account: a code that does not exist and one that may not speak yet are the same answer."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from yicha.inspections import models
from yicha.inspections.queries.notices import notice_of
from yicha.inspections.queries.visits import inspection_row
from yicha.inspections.rules.codes import enterprise_digest, masked, plain_code
from yicha.inspections.rules.door_marks import FRESH, door_mark, door_seed, minute_of, minutes_between
from yicha.inspections.types import CodePart, CodeView, DoorMark, EnterpriseAccess, InspectionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.crypto import provider
from yicha.planning.documents import InspectionNotice, NoticePart
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow

DOOR = "visit-door"


def by_code(code: str) -> CodeView | None:
    """What `/v/<code>` shows: who comes, why, when. Nothing before the firm has its notice, so nothing of an unannounced visit."""
    found = models.Inspection.objects.filter(code=plain_code(code)).exclude(notice="").first()
    if found is None or found.notified_at is None:
        return None
    row, planned = inspection_row(found), visit(SYSTEM, found.visit_id)
    return _view(row, planned, notice_of(SYSTEM, row, planned, found.notified_at))


def code_seed(code: str) -> str:
    """动态码: what its officers' phones make the mark of each minute from, without network."""
    return door_seed(provider().secret(DOOR), code)


def mark_now(code: str, at: datetime) -> str:
    """For pages that have a network."""
    return door_mark(code_seed(code), at)


def read_mark(view: CodeView, mark: str, at: datetime) -> DoorMark:
    """When a phone showed it, on one of the visit's days; without a minute no phone of its officers did, or on no such day."""
    minutes = minutes_between(view.starts.date(), view.ends.date(), timezone.get_current_timezone())
    shown = minute_of(code_seed(view.code), mark, minutes)
    return DoorMark(shown, fresh=shown is not None and abs(at - shown) <= FRESH)


def enterprise_of_code(code: str, at: datetime) -> EnterpriseAccess | None:
    """The firm that holds this secret code of a notice, while the code is valid."""
    found = (
        models.Inspection.objects.filter(enterprise_digest=enterprise_digest(code), enterprise_until__gt=at)
        .select_related("visit__subject")
        .first()
    )
    if found is None or found.enterprise_until is None:
        return None
    subject = found.visit.subject
    return EnterpriseAccess(subject.sid, found.region_path, subject.name, found.pk, found.enterprise_until)


def _view(row: InspectionRow, planned: VisitRow, notice: InspectionNotice) -> CodeView:
    return CodeView(
        code=row.code,
        number=notice.number,
        region=notice.region,
        region_path=row.region_path,
        name=notice.subject,
        organ=notice.organ,
        parts=tuple(_parts(row, planned, notice)),
        basis=notice.basis,
        source=notice.source,
        mode=notice.mode,
        starts=notice.starts,
        ends=notice.ends,
        hour_known=planned.starts_at is not None,
        materials=notice.materials,
        contact=notice.contact,
        supervision=notice.supervision,
        times_this_year=notice.times_this_year,
        visits_this_year=notice.visits_this_year,
        status=row.status,
        started_at=row.started_at,
        closed_at=row.closed_at,
        cancelled_because=row.cancelled_because,
        fingerprint=row.notice.rpartition(":")[2],
    )


def _parts(row: InspectionRow, planned: VisitRow, notice: InspectionNotice) -> Iterator[CodePart]:
    """In the order of the visit's departments, as the notice has them."""
    names = dict(zip(planned.departments, (part.department for part in notice.parts), strict=True))
    entrusted = {task.department: names.get(task.entrusted_to, "") for task in row.tasks}
    for code, part in zip(planned.departments, notice.parts, strict=True):
        yield _part(part, entrusted.get(code, ""))


def _part(part: NoticePart, entrusted_to: str) -> CodePart:
    officers = tuple((masked(one.name), one.cert_no[-4:]) for one in part.officers)
    return CodePart(
        part.department, tuple(item.name for item in part.items), sum(item.points for item in part.items), officers, entrusted_to
    )
