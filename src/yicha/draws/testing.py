"""Makers for the tests of other rooms: a ceremony from frame to result, each step by whose step it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.queries import draw
from yicha.draws.types import BeaconPlan, CommitReveal, DrawRun, RecordBeacon, RevealSecret, RunDraw, SealManifest
from yicha.engines.draw.hashing import suite_of
from yicha.engines.draw.seed import commitment_of
from yicha.kernel.actor import SYSTEM

BEACON = BeaconPlan("双色球", "2026045")
READ = "0a1b2c3d"  # what it said
MINUTE = timedelta(minutes=1)


def secret(department: str) -> bytes:
    return sha256(department.encode()).digest()


def commitment(number: str, place: int, department: str) -> str:
    return commitment_of(suite_of(1), number, place, secret(department)).hex()


def hold_ceremony(pk: int, at: datetime, beacon: str | None = None, missing: Sequence[str] = ()) -> DrawRun:
    """Everybody commits, the manifest is sealed, all but `missing` reveal, the beacon is read, the draw is run."""
    row = draw(SYSTEM, pk)
    said = beacon if beacon is not None else "" if row.is_test else READ
    for one in row.participants:
        commit_reveal(SYSTEM, CommitReveal(pk, one.department, commitment(row.number, one.place, one.department)), at)
    seal_manifest(SYSTEM, SealManifest(pk), at + MINUTE)
    for one in row.participants:
        if one.department not in missing:
            reveal_secret(SYSTEM, RevealSecret(pk, one.department, secret(one.department).hex()), at + 2 * MINUTE)
    record_beacon(SYSTEM, RecordBeacon(pk, said), at + 3 * MINUTE)
    return run_draw(SYSTEM, RunDraw(pk, tuple(missing)), at + 4 * MINUTE)
