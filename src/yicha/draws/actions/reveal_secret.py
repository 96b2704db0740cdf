from datetime import datetime

from yicha.draws import rules
from yicha.draws.models import Draw, Participant
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, RevealSecret, SecretRevealed
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.seed import opens
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.REVEAL, clause="YX-2.7b GX-3.2")
def reveal_secret(actor: Actor, command: RevealSecret, at: datetime, /) -> SecretRevealed:
    """揭示: only the secret that opens the commitment, and only before the beacon is read."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    step(TRANSITIONS, DrawStatus(draw.status), "reveal", clause=rules.CLAUSE)
    participant = Participant.objects.filter(draw=draw, department=command.department, reveal="").first() or absent(rules.CLAUSE)
    rules.require_own_secret(actor, participant.department)
    rules.require_before_beacon(draw.beacon_value)
    manifest = read_manifest(content_of(draw.manifest))
    rules.require_opens(opens(manifest, participant.place, rules.secret_of(command.secret)))
    participant.reveal, participant.revealed_at = command.secret, at
    participant.save()
    return SecretRevealed(draw.pk, participant.department)
