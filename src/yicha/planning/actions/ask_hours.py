from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.orgs.queries import holders, subject_of
from yicha.planning.models import HoursRequest, Visit
from yicha.planning.queries.hours import calls_of, frame_for
from yicha.planning.queries.visits import visit_row
from yicha.planning.rules import hours
from yicha.planning.types import AskHours, HoursAsked, PlanningPermission, VisitStatus
from yicha.subjects.queries import sids_of


@use_case(may=PlanningPermission.ASK_HOURS, clause="LYG-4.3e")
def ask_hours(actor: Actor, command: AskHours, at: datetime, /) -> HoursAsked:
    """申请改期 (双预约): once for each visit, by the enterprise that was told of it, for an hour that is possible in its week."""
    visit = fetch(actor, Visit.objects.all(), clause="LYG-4.3e", pk=command.visit)
    if visit.subject_id not in sids_of(actor, subject_of(actor) or absent("LYG-4.3e")):
        absent("LYG-4.3e")
    row, today = visit_row(visit), localdate(at)
    hours.require_told(VisitStatus(visit.status))
    hours.require_first_wish(HoursRequest.objects.filter(visit=visit).exists())
    day = localdate(row.starts_at) if row.starts_at else row.first_day
    hours.require_asked_in_time(today, day, norms_in_force(visit.region_path, today), working_days())
    hours.require_wish_reason(command.reason)
    hours.require_hour(calls_of([row])[0], command.wanted_at, frame_for([row]))
    asked = HoursRequest(visit=visit, region_path=visit.region_path, wanted_at=command.wanted_at, reason=command.reason, asked_at=at)
    asked.save()
    _tell(row.name, row.lead, visit.pk, at)
    return HoursAsked(visit.pk, command.wanted_at, command.reason)


def _tell(name: str, lead: str, visit: int, at: datetime) -> None:
    link = reverse("planning:answer_hours", args=[visit])
    clerks = holders(Role.DEPARTMENT_CLERK, [lead], at)
    notify([Message(account, "企业申请改期", name, link) for account in clerks], at)
