from datetime import date, datetime

from django.utils.timezone import localdate

from yicha.draws import rules
from yicha.draws.actions._sources import first
from yicha.draws.actions.log_fingerprint import log_fingerprint
from yicha.draws.models import Draw, Participant
from yicha.draws.queries import log_terms
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawPermission, DrawStatus, LogFingerprint, ManifestSealed, SealManifest
from yicha.engines.draw import types as engine
from yicha.engines.draw.bundle import unpack
from yicha.engines.draw.frame import seal
from yicha.engines.draw.manifest import NAME, read_manifest
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import content_of, keep
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import department_names


@use_case(may=DrawPermission.SEAL, clause="YX-2.7b WY-5.4")
def seal_manifest(actor: Actor, command: SealManifest, at: datetime, /) -> ManifestSealed:
    """清单封存: frame, commitments and beacon become the bytes whose hash M goes into the seed. Nothing may change after it."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    draw.status = step(TRANSITIONS, DrawStatus(draw.status), "seal", clause=rules.CLAUSE)
    participants = list(draw.participants.order_by("place"))
    rules.require_all_committed([one.department for one in participants if not one.commitment], department_names(SYSTEM, localdate(at)))
    rules.require_strong_beacon(draw.beacon_name)
    rules.require_still_unknown(*first(draw), at)
    terms = read_manifest(unpack(content_of(draw.frame))[NAME])
    log = log_terms(draw.region_path, localdate(at)) if draw.beacon_name else None  # a test draw comes to the same in every home
    manifest = seal(terms, [_participant(one) for one in participants], _beacon(draw), log)
    draw.manifest = keep(actor, manifest, "manifest", f"{draw.number}-manifest.json", at)
    draw.manifest_hash, draw.sealed_at = terms.suite.digest(manifest).hex(), at
    draw.witnesses_wanted = _witnesses(draw, localdate(at)) if draw.beacon_name else 0
    draw.save()
    log_fingerprint(SYSTEM, LogFingerprint(draw.pk), at)
    return ManifestSealed(draw.pk, draw.manifest_hash)


def _participant(one: Participant) -> engine.Participant:
    return engine.Participant(one.department, bytes.fromhex(one.commitment))


def _beacon(draw: Draw) -> engine.Beacon:
    if not draw.beacon_name:
        return engine.TEST
    fallback = engine.Round(draw.fallback_name, draw.fallback_round) if draw.fallback_name else None
    return engine.Beacon(engine.Round(draw.beacon_name, draw.beacon_round), fallback)


def _witnesses(draw: Draw, on: date) -> int:
    return norms_in_force(draw.region_path, on).whole(NormCode.WITNESSES_MIN)
