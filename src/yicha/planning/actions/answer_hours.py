from datetime import datetime

from yicha.engines.deadlines import BEIJING
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import accounts_of_officers, holders_for
from yicha.planning.actions._hours import place
from yicha.planning.models import HoursRequest, Visit
from yicha.planning.queries.visits import visit_row
from yicha.planning.rules import filing, hours
from yicha.planning.types import AnswerHours, HoursAnswered, HoursRequestStatus, PlanningPermission, VisitStatus


@use_case(may=PlanningPermission.SCHEDULE, clause="LYG-4.3e GX-4.4")
def answer_hours(actor: Actor, command: AnswerHours, at: datetime, /) -> HoursAnswered:
    """答复改期: granted, the visit moves to the hour that was asked for; declined, it stays, with the reason."""
    visit = fetch(actor, Visit.objects.all(), clause="LYG-4.3e", pk=command.visit)
    filing.require_own(actor, visit.lead)
    asked = fetch(actor, HoursRequest.objects.all(), clause="LYG-4.3e", visit=visit.pk)
    hours.require_open_wish(HoursRequestStatus(asked.status))
    hours.require_told(VisitStatus(visit.status))
    if command.grant:
        place(visit, asked.wanted_at)
    else:
        hours.require_wish_reason(command.reason)
    asked.status = HoursRequestStatus.GRANTED if command.grant else HoursRequestStatus.DECLINED
    asked.decision, asked.decided_at = command.reason.strip(), at
    asked.save()
    _tell(visit, asked, at)
    return HoursAnswered(visit.pk, command.grant, visit.starts_at, asked.decision)


def _tell(visit: Visit, asked: HoursRequest, at: datetime) -> None:
    """The enterprise always, the officers when they come at another hour."""
    row, granted = visit_row(visit), asked.status == HoursRequestStatus.GRANTED
    title = "检查改期了" if granted else "改期没有同意"
    hour = (visit.starts_at or asked.wanted_at).astimezone(BEIJING)
    text = f"{row.name}：{hour:%Y-%m-%d %H:%M}" if granted else f"{row.name}：{asked.decision}"
    officers = accounts_of_officers({one.cert_no for one in row.officers}) if granted else []
    notify([Message(account, title, text, "/") for account in dict.fromkeys((*holders_for(row.sid, at), *officers))], at)
