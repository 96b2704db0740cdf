from datetime import datetime

from yicha.inspections.actions._notice import give_notice
from yicha.inspections.models import Inspection
from yicha.inspections.rules.door import require_announced
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.states import TRANSITIONS
from yicha.inspections.types import InspectionPermission, InspectionStatus, IssueNotice, NoticeIssued
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.queries import visit
from yicha.planning.types import NotifyVisit


@use_case(may=InspectionPermission.NOTIFY, clause="LYG-4.3e R-PROC-2")
def issue_notice(actor: Actor, command: IssueNotice, at: datetime, /) -> NoticeIssued:
    """事前通报: who comes, when, by what law, with which rights. Issued by the lead department; after it the visit never moves."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.3e", pk=command.inspection)
    planned = visit(actor, inspection.visit_id)
    require_own_part(actor, planned.lead, "LYG-4.3e")
    require_announced(planned.announced)
    inspection.status = step(TRANSITIONS, InspectionStatus(inspection.status), "notify", clause="LYG-4.3e")
    number = give_notice(actor, inspection, planned, at, command.site)
    inspection.save()
    notify_visit(actor, NotifyVisit(planned.id), at)
    return NoticeIssued(inspection.pk, planned.id, number, inspection.notice)
