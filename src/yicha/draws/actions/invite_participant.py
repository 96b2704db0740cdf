from datetime import datetime

from django.utils import timezone

from yicha.draws import rules
from yicha.draws.models import Draw, Participant
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, InviteParticipant, ParticipantInvited
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import departments


@use_case(may=DrawPermission.INVITE, clause="GX-3.2 YX-2.7b")
def invite_participant(actor: Actor, command: InviteParticipant, at: datetime, /) -> ParticipantInvited:
    """邀请: a notary or a congress deputy takes part by a link, without account, before the manifest is sealed."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "invite", clause=rules.CLAUSE)
    parties = list(draw.participants.order_by("place"))
    known = departments(SYSTEM, timezone.localdate(at))
    rules.require_real_parties([one.department for one in parties])
    name = command.name.strip()
    rules.require_party_name(name, {one.department for one in parties} | {own for one in known for own in (one.code, one.name)})
    rules.require_commitment_form(command.invitation)
    party = Participant(draw=draw, place=len(parties), department=name, invitation=command.invitation)
    party.save()
    return ParticipantInvited(draw.pk, party.department, party.place)
