from datetime import datetime

from django.db import IntegrityError

from yicha.draws import rules
from yicha.draws.actions._sources import first
from yicha.draws.models import Draw, Participant
from yicha.draws.queries import witnesses
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, RevealSecret, SecretRevealed
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.seed import opens
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case

LIMITS = {
    "participant_secret_never_again": Limit(rules.CLAUSE, "这个秘密数以前用过，人人可知；按没有交出计，或作废后重新抽取"),
    "participant_reveals_before_beacon": Limit(rules.CLAUSE, "公开随机数公布以后交出的种子不算", rules.TOO_LATE),
}


@use_case(may=DrawPermission.REVEAL, clause="YX-2.7b GX-3.2")
def reveal_secret(actor: Actor, command: RevealSecret, at: datetime, /) -> SecretRevealed:
    """揭示: only the secret that opens the commitment, and only before the beacon is said: afterwards it counts as withheld."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "reveal", clause=rules.CLAUSE)
    participant = Participant.objects.filter(draw=draw, department=command.department).first() or absent(rules.CLAUSE)
    rules.require_own_secret(actor, participant.department)
    rules.require_first_reveal(participant.reveal)
    rules.require_before_beacon(known=bool(draw.beacon_typed) or draw.beacon_value is not None)
    rules.require_in_time(*first(draw), at)
    rules.require_witnesses(witnesses(draw.pk, draw.beacon_due), draw.witnesses_wanted)
    manifest = read_manifest(content_of(draw.manifest))
    secret = rules.secret_of(command.secret)
    rules.require_opens(opens(manifest, participant.place, secret))
    participant.reveal, participant.revealed_at = secret.hex(), at
    try:
        participant.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return SecretRevealed(draw.pk, participant.department)
