from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from yicha.inspections.models import Assistance, Inspection
from yicha.inspections.rules.standing import require_not_over
from yicha.inspections.rules.team import require_drawn
from yicha.inspections.types import AssistanceRequested, InspectionPermission, InspectionStatus, RequestAssistance
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.numbers import document_number
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import holders, holders_in, signing_officer
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.RECORD, clause="GX-4.3b")
def request_assistance(actor: Actor, command: RequestAssistance, at: datetime, /) -> AssistanceRequested:
    """商请协助: one tap of an officer who was drawn. The command room, the legal supervisor, team leaders and heads hear of it at once."""
    inspection = fetch(actor, Inspection.objects.all(), clause="GX-4.3b", pk=command.inspection)
    planned, today = visit(actor, inspection.visit_id), timezone.localdate(at)
    require_drawn(signing_officer(actor, today).cert_no, planned.officers)
    require_not_over(InspectionStatus(inspection.status))
    number = document_number("协助", "assistance", inspection.region_path, today.year)
    said = {"ground": command.ground.value, "words": command.words.strip(), "place": command.place.strip()}
    made = Assistance.objects.create(
        inspection=inspection, region_path=inspection.region_path, number=number, asked_by=actor.id, asked_at=at, **said
    )
    near = [holders(role, planned.departments, at) for role in (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD)]
    wide = [holders_in(role, inspection.region_path, at) for role in (Role.ZONE_COMMAND, Role.LEGAL_SUPERVISOR)]
    text = f"{number} · {planned.name} · {said['place'] or planned.town} · {actor.name}：{said['words']}"
    link = f"{reverse('inspections:assistance')}#r{made.pk}"
    notify([Message(account, "现场请求协助", text, link) for account in sorted({one for some in (*near, *wide) for one in some})], at)
    return AssistanceRequested(made.pk, inspection.pk, planned.id, number, command.ground, made.place)
