"""Makers for the tests of other rooms: a ceremony from frame to result, each step by whose step it is."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.type_beacon import type_beacon
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.queries import draw, upcoming_number
from yicha.draws.types import (
    BeaconPlan,
    CommitReveal,
    DrawRun,
    DrawVoided,
    ProposeVoid,
    RecordBeacon,
    RevealSecret,
    RunDraw,
    SealManifest,
    TypeBeacon,
    VoidDraw,
)
from yicha.engines.draw.hashing import suite_of
from yicha.engines.draw.seed import commitment_of
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.testing import NOW

READ = "030b11161c1f09"  # what the lottery said: 03 11 17 22 28 31 + 09
SECOND = Actor("second", "第二人", system=True)
MINUTE = timedelta(minutes=1)
UNTIL_SAID = 3.5 * MINUTE
LATER = 60  # years: no calendar tells when such an issue is drawn


def next_issue(region_path: str, year: int, at: datetime = NOW) -> BeaconPlan:
    """An issue of 双色球 that no draw of the region has used, in no calendar yet, said between the third and the fourth minute."""
    issue = f"{year + LATER}{int(upcoming_number(region_path, year).rpartition('-D')[2]):03}"
    return BeaconPlan("双色球", issue, at + UNTIL_SAID)


def secret(number: str, department: str) -> bytes:
    return sha256(f"{number} {department}".encode()).digest()


def commitment(number: str, place: int, department: str, suite: int = 1) -> str:
    return commitment_of(suite_of(suite), number, place, secret(number, department)).hex()


def read_beacon(pk: int, at: datetime, said: str = READ) -> None:
    """Two persons type what the beacon said; of a test draw one says that there is none."""
    if draw(SYSTEM, pk).is_test:
        record_beacon(SYSTEM, RecordBeacon(pk, ""), at)
        return
    type_beacon(SYSTEM, TypeBeacon(pk, said), at)
    record_beacon(SECOND, RecordBeacon(pk, said), at)


def hold_ceremony(
    pk: int, at: datetime, said: str = READ, missing: Sequence[str] = (), before_reveal: Callable[[], None] | None = None
) -> DrawRun:
    """Everybody commits, the manifest is sealed, all but `missing` reveal, the beacon is said and read, the draw is run."""
    row = draw(SYSTEM, pk)
    read_at = max(at + 3 * MINUTE, row.beacon.due or at)
    for one in row.participants:
        commit_reveal(SYSTEM, CommitReveal(pk, one.department, commitment(row.number, one.place, one.department, row.suite)), at)
    seal_manifest(SYSTEM, SealManifest(pk), at + MINUTE)
    if before_reveal:
        before_reveal()
    for one in row.participants:
        if one.department not in missing:
            reveal_secret(SYSTEM, RevealSecret(pk, one.department, secret(row.number, one.department).hex()), at + 2 * MINUTE)
    read_beacon(pk, read_at, said)
    return run_draw(SYSTEM, RunDraw(pk, tuple(missing)), read_at + MINUTE)


def make_void(pk: int, reason: str, at: datetime, by: tuple[Actor, Actor] = (SYSTEM, SECOND)) -> DrawVoided:
    """One proposes, another confirms."""
    first, second = by
    propose_void(first, ProposeVoid(pk, reason), at)
    return void_draw(second, VoidDraw(pk, reason), at)
