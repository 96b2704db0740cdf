"""Who was there, who came along, who called for help (WY-5.8, GX-4.3b)."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from yicha.draws.types import LossReason
from yicha.inspections import models
from yicha.inspections.queries.sites import my_visits
from yicha.inspections.rules.codes import plain_code
from yicha.inspections.rules.door_marks import sign_at_door
from yicha.inspections.types import AbsenceRow, AssistanceGround, AssistanceRow, CompanionRole, CompanionRow, InspectionStatus, SiteRow
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import within
from yicha.subjects.queries import door_signs

USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
OPEN = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD, InspectionStatus.STARTED})
OF_A_DEPARTMENT = frozenset({Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.DEPARTMENT_CLERK, Role.OFFICER})


def visits_at_code(actor: Actor, typed: str, at: datetime) -> list[SiteRow]:
    """扫码入企 the other way (GX-5.4b): the actor's visits of today that a code at the door means.

    Read is the code of a visit, the credit code that the firm's licence or its own code carries, or the sign at its door.
    """
    plain, sign = plain_code(typed), sign_at_door(typed)
    usccs = set(USCC.findall(plain))
    today = [row for row in my_visits(actor, at) if row.inspection.status in OPEN and _comes_today(row, at)]
    signs = door_signs([row.planned.sid for row in today]) if sign else {}
    return [row for row in today if row.inspection.code == plain or row.planned.uscc in usccs or sign in signs.get(row.planned.sid, ())]


def absence_of(actor: Actor, inspection: int) -> AbsenceRow | None:
    row = within(actor, models.Absence.objects.filter(inspection=inspection), "inspection__region_path").first()
    return AbsenceRow(LossReason(row.ground), row.words, row.officer, row.at, row.counted) if row else None


def companions(actor: Actor, inspection: int) -> list[CompanionRow]:
    found = within(actor, models.Companion.objects.filter(inspection=inspection), "inspection__region_path").order_by("pk")
    return [CompanionRow(CompanionRole(row.role), row.name, row.number, row.organ) for row in found]


def assistance(actor: Actor, *, inspections: Collection[int] | None = None) -> list[AssistanceRow]:
    """Of these visits; or all that the actor may answer: what waits first, then the latest."""
    found = within(actor, models.Assistance.objects.select_related("inspection__visit__subject"))
    found = _own(actor, found) if inspections is None else found.filter(inspection__in=list(inspections))
    rows = [_assistance(row) for row in found.order_by("-asked_at", "-pk")]
    return sorted(rows, key=lambda row: row.answered_at is not None)


def _own(actor: Actor, found: QuerySet[models.Assistance]) -> QuerySet[models.Assistance]:
    if actor.role in OF_A_DEPARTMENT:
        return found.filter(inspection__visit__departments__contains=[actor.department])
    return found


def _comes_today(row: SiteRow, at: datetime) -> bool:
    first_day, last_day = row.planned.days
    return first_day <= at.date() <= last_day


def _assistance(row: models.Assistance) -> AssistanceRow:
    return AssistanceRow(
        id=row.pk,
        inspection=row.inspection_id,
        number=row.number,
        name=row.inspection.visit.subject.name,
        ground=AssistanceGround(row.ground),
        words=row.words,
        place=row.place,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
