from datetime import datetime

from yicha.draws import rules
from yicha.draws.models import Draw, Participant
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, InvitationRenewed, RenewInvitation
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.INVITE, clause="GX-3.2 YX-2.7b")
def renew_invitation(actor: Actor, command: RenewInvitation, at: datetime, /) -> InvitationRenewed:
    """重发邀请: a lost link dies and another takes its place. What the party committed to stays: only its own secret opens that."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "renew", clause=rules.CLAUSE)
    parties = Participant.objects.filter(draw=draw, place=command.place).exclude(invitation="")
    party = parties.first() or absent(rules.CLAUSE)
    rules.require_link_of_use(revealed=bool(party.reveal), known=_known(draw, at))
    rules.require_commitment_form(command.invitation)
    party.invitation = command.invitation
    party.save()
    return InvitationRenewed(draw.pk, party.department)


def _known(draw: Draw, at: datetime) -> bool:
    return bool(draw.beacon_typed) or draw.beacon_value is not None or (draw.beacon_due is not None and at >= draw.beacon_due)
