from datetime import date, datetime

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.models import Dispute
from yicha.duties.rules import disputes as rules
from yicha.duties.states import DISPUTE_TRANSITIONS
from yicha.duties.types import (
    AssignDuty,
    DecideDispute,
    DisputeDecided,
    DisputeKind,
    DisputeStatus,
    DutyPermission,
    Instrument,
    Part,
)
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.DECIDE_DISPUTE, clause="WY-5.2 WS-2.2 GX-2.3")
def decide_dispute(actor: Actor, command: DecideDispute, at: datetime, /) -> DisputeDecided:
    """裁定: the justice bureau decides, and the decision writes the duties. Late is late, and decided all the same."""
    dispute = fetch(actor, Dispute.objects.all(), clause="GX-2.3", pk=command.dispute)
    dispute.status = step(DISPUTE_TRANSITIONS, DisputeStatus(dispute.status), "decide", clause="GX-2.3")
    kind = DisputeKind(dispute.kind)
    rules.require_decision(command, kind, list(dispute.parties.values_list("department", flat=True)))
    if kind is DisputeKind.NEW_BUSINESS:
        dispute.item, dispute.item_name = command.item, command.item_name
    dispute.lead, dispute.reason, dispute.closed_at = command.lead, command.reason, at
    dispute.save()
    today = working_days().day_of(at)
    for department, part, share in ((command.lead, Part.LEAD, ""), *((code, Part.ASSIST, share) for code, share in command.assisting)):
        assign_duty(actor, _duty(dispute, department, part, share, today), at)
    helpers = tuple(code for code, _ in command.assisting)
    return DisputeDecided(dispute.pk, dispute.number, dispute.item, command.lead, helpers, late=today > dispute.decide_by)


def _duty(dispute: Dispute, department: str, part: Part, share: str, today: date) -> AssignDuty:
    return AssignDuty(
        dispute.region_path,
        (dispute.item,),
        tuple(dispute.steps),
        department,
        part,
        today,
        Instrument.DISPUTE_DECISION,
        dispute.number,
        share=share,
    )
