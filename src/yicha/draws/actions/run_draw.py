from datetime import datetime

from django.utils.timezone import localdate

from yicha.draws import rules
from yicha.draws.actions.log_fingerprint import log_fingerprint
from yicha.draws.models import Draw
from yicha.draws.states import TRANSITIONS
from yicha.draws.types import DrawKind, DrawPermission, DrawRun, DrawStatus, LogFingerprint, RunDraw
from yicha.engines.draw.bundle import number_of, pack, public_of, unpack, write_full
from yicha.engines.draw.ceremony import RESULT, Outcome, conclude
from yicha.engines.draw.manifest import NAME, read_manifest
from yicha.engines.draw.seed import Reading
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import intact, keep
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import department_names


@use_case(may=DrawPermission.RUN, clause="WY-5.4 WS-2.4 YX-2.7b GX-3.2")
def run_draw(actor: Actor, command: RunDraw, at: datetime, /) -> DrawRun:
    """抽取: arithmetic on what was sealed, revealed and read. Anyone who has the bundle gets the same."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    draw.status = step(TRANSITIONS, DrawStatus(draw.status), "run", clause=rules.CLAUSE)
    rules.require_beacon_read(draw.beacon_value)
    reveals = {one.department: one.reveal for one in draw.participants.order_by("place")}
    called = department_names(SYSTEM, localdate(at))
    rules.require_missing_named([name for name, secret in reveals.items() if not secret], command.missing, called)
    outcome = _outcome(draw, list(reveals.values()))
    full = write_full(outcome)
    draw.result_hash = read_manifest(full["manifest.json"]).suite.digest(full[RESULT]).hex()
    draw.bundle_number = number_of(full)
    draw.full_bundle = keep(actor, pack(full), "bundle", f"{draw.number}-full.zip", at)
    draw.public_bundle = keep(actor, pack(public_of(full, outcome)), "bundle", f"{draw.number}.zip", at)
    draw.drawn_at = at
    draw.save()
    log_fingerprint(SYSTEM, LogFingerprint(draw.pk), at)
    what = (DrawKind(draw.kind), draw.region_path, draw.year, draw.result_hash, draw.bundle_number)
    return DrawRun(draw.pk, *what, draw.full_bundle, draw.public_bundle, tuple(sorted(command.missing)))


def _outcome(draw: Draw, reveals: list[str]) -> Outcome:
    manifest = intact(draw.manifest)
    beacon = read_manifest(manifest).beacon
    reading = Reading(beacon.fallback if draw.fell_back and beacon.fallback else beacon.source, bytes.fromhex(draw.beacon_value or ""))
    return conclude(unpack(intact(draw.frame)) | {NAME: manifest}, [bytes.fromhex(secret) for secret in reveals], reading)
