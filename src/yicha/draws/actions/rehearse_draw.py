from datetime import datetime, timedelta

from yicha.draws import rules
from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.models import Draw
from yicha.draws.queries import draw as draw_row
from yicha.draws.types import (
    TEST_PARTY,
    CommitReveal,
    DrawPermission,
    DrawRehearsed,
    RecordBeacon,
    RehearseDraw,
    RevealSecret,
    RunDraw,
    SealManifest,
)
from yicha.engines.draw.hashing import suite_of
from yicha.engines.draw.seed import commitment_of
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case

STEP = timedelta(microseconds=1)  # the database wants each step after the one before


@use_case(may=DrawPermission.REHEARSE, clause="YX-2.7b")
def rehearse_draw(actor: Actor, command: RehearseDraw, at: datetime, /) -> DrawRehearsed:
    """演练: all steps in one go. The only party is nobody's, so nobody is acted for: the system takes its steps."""
    draw = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    row = draw_row(actor, draw.pk)
    rules.require_rehearsal(rehearsal=row.rehearsal, is_test=row.is_test)
    rules.require_seed_form(command.seed)
    commitment = commitment_of(suite_of(row.suite), row.number, 0, bytes.fromhex(command.seed)).hex()
    commit_reveal(SYSTEM, CommitReveal(draw.pk, TEST_PARTY, commitment), at)
    seal_manifest(SYSTEM, SealManifest(draw.pk), at + STEP)
    reveal_secret(SYSTEM, RevealSecret(draw.pk, TEST_PARTY, command.seed), at + 2 * STEP)
    record_beacon(SYSTEM, RecordBeacon(draw.pk, ""), at + 3 * STEP)
    run_draw(SYSTEM, RunDraw(draw.pk), at + 4 * STEP)
    return DrawRehearsed(draw.pk, command.seed)
