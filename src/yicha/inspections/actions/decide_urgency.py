from datetime import datetime

from django.urls import reverse

from yicha.engines.deadlines import Light
from yicha.inspections.models import Inspection, Urgency
from yicha.inspections.queries import urgency_of
from yicha.inspections.rules.reasons import require_reason
from yicha.inspections.rules.standing import require_undecided
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import DecideUrgency, InspectionPermission, UrgencyDecided, UrgencyRow
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import holders_in


@use_case(may=InspectionPermission.DECIDE_URGENCY, clause="R-PROC-1")
def decide_urgency(actor: Actor, command: DecideUrgency, at: datetime, /) -> UrgencyDecided:
    """补批: by the head of the leading department, with an opinion; late or refused, the legal supervisor is told."""
    inspection = fetch(actor, Inspection.objects.all(), clause="R-PROC-1", pk=command.inspection)
    entered = urgency_of(actor, inspection.pk, at) or absent("R-PROC-1")
    require_own_part(actor, entered.lead, "R-PROC-1")
    require_undecided(decided=entered.approved is not None)
    require_reason(command.opinion, "R-PROC-1")
    opinion, late = command.opinion.strip(), bool(entered.clock and entered.clock.light is Light.OVER)
    Urgency.objects.filter(inspection=inspection).update(approved=command.approve, opinion=opinion, decided_by=actor.name, decided_at=at)
    if late or not command.approve:
        _tell(inspection, entered, "补批逾期" if command.approve else "紧急检查未予补批", opinion, at)
    return UrgencyDecided(inspection.pk, entered.lead, command.approve, opinion, late)


def _tell(inspection: Inspection, entered: UrgencyRow, title: str, opinion: str, at: datetime) -> None:
    text, page = f"{entered.name} · {entered.number}：{opinion}", reverse("inspections:visit", args=[inspection.pk])
    notify([Message(one, title, text, page) for one in holders_in(Role.LEGAL_SUPERVISOR, inspection.region_path, at)], at)
