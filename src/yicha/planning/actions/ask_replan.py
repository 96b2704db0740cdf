from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Programme, Replan
from yicha.planning.queries import late_waiting, staffing_open
from yicha.planning.rules import replanning
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import AskReplan, PlanningPermission, ProgrammeStatus, ReplanAsked


@use_case(may=PlanningPermission.REPLAN, clause="GX-4.4 LYG-4.3a")
def ask_replan(actor: Actor, command: AskReplan, at: datetime, /) -> ReplanAsked:
    """试算: the worker computes beside the adopted programme what it would be now; nothing changes until that is adopted."""
    row = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "replan", clause="GX-4.4")
    today = timezone.localdate(at)
    replanning.require_reason(command.reason)
    replanning.require_replannable(
        waiting=late_waiting(actor, row.pk, today),
        drawing=staffing_open(actor, row.staffing_draw_id),
        ahead=today < command.first_day and command.first_day.year == row.year,
    )
    asked = Replan.objects.create(
        programme=row,
        region_path=row.region_path,
        asked_by=actor.name,
        asked_at=at,
        first_day=command.first_day,
        reason=command.reason.strip(),
    )
    return ReplanAsked(asked.pk, row.pk)
