from datetime import datetime

from yicha.draws import rules
from yicha.draws.models import Draw
from yicha.draws.types import DrawPermission, FingerprintLogged, LogFingerprint
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=DrawPermission.LOG, clause="YX-2.7b")
def log_fingerprint(actor: Actor, command: LogFingerprint, at: datetime, /) -> FingerprintLogged:
    """存证: an entry that may be shown whole (docs/vdr1.md §9). The one of who sealed or ran the draw names a person's account."""
    draw = fetch(actor, Draw.objects.exclude(manifest=""), clause=rules.CLAUSE, pk=command.draw)
    return FingerprintLogged(draw.pk, draw.number, draw.manifest_hash, draw.result_hash, draw.bundle_number)
