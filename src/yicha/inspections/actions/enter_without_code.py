from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from yicha.inspections import rules
from yicha.inspections.actions._entry import at_the_door, begin
from yicha.inspections.models import Inspection
from yicha.inspections.types import EnteredWithoutCode, EnterWithoutCode, InspectionPermission
from yicha.kernel.actor import Actor, Role
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import holders_in


@use_case(may=InspectionPermission.SCAN_IN, clause="R-PROC-3 R-PROC-4")
def enter_without_code(actor: Actor, command: EnterWithoutCode, at: datetime, /) -> EnteredWithoutCode:
    """未亮码入企: all else holds, but no code could be shown, and why. From the case that the norm says the legal supervisor is told."""
    door = at_the_door(actor, command.inspection, at)
    rules.require_reason(command.reason, "R-PROC-4")
    reason = command.reason.strip()
    door.inspection.no_code_because = reason
    begin(actor, door, at, command.site)
    lead, path, year = door.planned.lead, door.inspection.region_path, timezone.localdate(at).year
    cases = Inspection.objects.filter(region_path=path, visit__lead=lead, started_at__year=year).exclude(no_code_because="").count()
    if cases >= norms_in_force(path, at.date()).whole(NormCode.NO_CODE_ALERT):
        text = f"{door.planned.name} · {door.inspection.number} · 今年第 {cases} 次：{reason}"
        page = reverse("inspections:visit", args=[door.inspection.pk])
        notify([Message(account, "未亮码入企预警", text, page) for account in holders_in(Role.LEGAL_SUPERVISOR, path, at)], at)
    return EnteredWithoutCode(door.inspection.pk, door.planned.id, lead, door.officer, door.inspection.notice, reason, cases)
