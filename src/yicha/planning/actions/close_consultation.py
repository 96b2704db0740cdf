from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.planning.models import Opinion, Programme
from yicha.planning.rules import filing
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import CloseConsultation, ConsultationClosed, PlanningPermission, ProgrammeStatus, Stance


@use_case(may=PlanningPermission.CLOSE_CONSULTATION, clause="GX-4.4")
def close_consultation(actor: Actor, command: CloseConsultation, at: datetime, /) -> ConsultationClosed:
    """逾期视为同意: after the term the clock writes for each who said nothing that it agrees, and that it was the clock."""
    row = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "answer", clause="GX-4.4")
    filing.require_round_over(working_days().day_of(at), row.opinions_by)
    silent = tuple(row.awaited)
    said = {"stance": Stance.AGREE, "note": "", "round": row.round, "silent": True, "accepted": None, "decision": ""}
    for department in silent:
        Opinion.objects.update_or_create(programme=row, department=department, defaults=said)
    row.awaited = []
    row.save()
    return ConsultationClosed(row.pk, row.round, silent)
