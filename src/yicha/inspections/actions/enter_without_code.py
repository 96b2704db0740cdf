from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from yicha.inspections.actions._entry import Door, at_the_door, begin
from yicha.inspections.models import Inspection, Urgency
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.types import EnteredWithoutCode, EnterWithoutCode, InspectionPermission
from yicha.kernel.actor import Actor, Role
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import holders, holders_in


@use_case(may=InspectionPermission.SCAN_IN, clause="R-PROC-3 R-PROC-4 R-PROC-1")
def enter_without_code(actor: Actor, command: EnterWithoutCode, at: datetime, /) -> EnteredWithoutCode:
    """未亮码入企: all else holds, but no code could be shown, and why. From the case that the norm says the legal supervisor is told.

    情况紧急: he is told at once, and the head of the leading department that the approval is to be made up for.
    """
    door = at_the_door(actor, command.inspection, at)
    require_reason(command.reason, "R-PROC-4")
    reason = command.reason.strip()
    door.inspection.no_code_because = reason
    begin(actor, door, at, command.site)
    lead, path, year = door.planned.lead, door.inspection.region_path, timezone.localdate(at).year
    cases = Inspection.objects.filter(region_path=path, visit__lead=lead, started_at__year=year).exclude(no_code_because="").count()
    supervisors = holders_in(Role.LEGAL_SUPERVISOR, path, at)
    if command.urgent:
        Urgency.objects.create(inspection=door.inspection, entered_at=at)
        _tell(door, [*holders(Role.DEPARTMENT_HEAD, [lead], at), *supervisors], "情况紧急先入企，待补批", reason, at)
    elif cases >= norms_in_force(path, at.date()).whole(NormCode.NO_CODE_ALERT):
        _tell(door, supervisors, "未亮码入企预警", f"今年第 {cases} 次：{reason}", at)
    return EnteredWithoutCode(
        door.inspection.pk, door.planned.id, lead, door.officer, door.inspection.notice, reason, cases, urgent=command.urgent
    )


def _tell(door: Door, accounts: Iterable[str], title: str, words: str, at: datetime) -> None:
    text, page = f"{door.planned.name} · {door.inspection.number} · {words}", reverse("inspections:visit", args=[door.inspection.pk])
    notify([Message(account, title, text, page) for account in dict.fromkeys(accounts)], at)
