"""Ceremonies of a draw."""

from dataclasses import replace
from datetime import timedelta

from tests.ready.world import FILED, Ready, World, do, maker
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import drawn_lists, upcoming_number
from yicha.draws.testing import MINUTE, READ, SECOND, commitment, hold_ceremony, next_issue, secret
from yicha.draws.types import (
    TEST_PARTY,
    BeaconPlan,
    CommitReveal,
    ConfirmReplay,
    FreezePool,
    FreezeReplacement,
    InviteParticipant,
    LogFingerprint,
    LossReason,
    LostSubject,
    ProposeVoid,
    ReadSealed,
    RecordBeacon,
    RehearseDraw,
    RenewInvitation,
    RevealSecret,
    RunDraw,
    SealManifest,
    TypeBeacon,
    VoidDraw,
)
from yicha.engines.draw import pack
from yicha.engines.draw.frame import freeze_subjects
from yicha.engines.draw.types import Cell, Heading, Line, Stratum, Subject
from yicha.kernel.actor import SYSTEM
from yicha.kernel.archive import keep
from yicha.kernel.testing import NOW, REGION
from yicha.planning.testing import PARTIES

NO_BEACON = BeaconPlan()


@maker
def freeze_pool(world: World) -> Ready:
    pool = [Subject(f"LOC:{number}", {0: Cell("A")}, town="东川镇") for number in range(9)]
    frame = freeze_subjects(Heading(upcoming_number(REGION, FILED), "抽查"), [Line("L1", (Stratum("A", 1, 3),))], pool, bytes(32))
    return Ready(FreezePool(REGION, FILED, keep(SYSTEM, pack(frame.to_files()), "frame", "f.zip", NOW), PARTIES, BeaconPlan()))


def frozen(world: World, beacon: BeaconPlan = NO_BEACON) -> int:
    return int(do("freeze_pool", replace(freeze_pool(world).command, beacon=beacon)).draw)


@maker
def commit_reveal(world: World) -> Ready:
    draw = frozen(world)
    return Ready(CommitReveal(draw, "SCJG", commitment(draw_of(SYSTEM, draw).number, 0, "SCJG")))


def committed(world: World, beacon: BeaconPlan = NO_BEACON) -> int:
    draw = frozen(world, beacon)
    for place, party in enumerate(PARTIES):
        do("commit_reveal", CommitReveal(draw, party, commitment(draw_of(SYSTEM, draw).number, place, party)))
    return draw


@maker
def seal_manifest(world: World) -> Ready:
    return Ready(SealManifest(committed(world)))


def sealed(world: World, beacon: BeaconPlan = NO_BEACON) -> int:
    draw = committed(world, beacon)
    do("seal_manifest", SealManifest(draw))
    return draw


@maker
def reveal_secret(world: World) -> Ready:
    draw = sealed(world)
    return Ready(RevealSecret(draw, "SCJG", secret(draw_of(SYSTEM, draw).number, "SCJG").hex()), NOW + MINUTE)


@maker
def type_beacon(world: World) -> Ready:
    return Ready(TypeBeacon(sealed(world, next_issue(REGION, FILED)), READ), NOW + 4 * MINUTE)


@maker
def record_beacon(world: World) -> Ready:
    return Ready(RecordBeacon(sealed(world), ""))


@maker
def run_draw(world: World) -> Ready:
    draw = sealed(world)
    for party in PARTIES:
        do("reveal_secret", RevealSecret(draw, party, secret(draw_of(SYSTEM, draw).number, party).hex()), NOW + MINUTE)
    do("record_beacon", RecordBeacon(draw, ""), NOW + MINUTE)
    return Ready(RunDraw(draw), NOW + MINUTE)


@maker
def rehearse_draw(world: World) -> Ready:
    draw = do("freeze_pool", replace(freeze_pool(world).command, participants=(TEST_PARTY,))).draw
    return Ready(RehearseDraw(draw, "5e" * 32))


@maker
def read_sealed(world: World) -> Ready:
    """The second wave of a line waits for its day, so the whole list does."""
    waiting = replace(freeze_pool(world).command, open_from=NOW.date() + timedelta(days=1))
    draw = int(do("freeze_pool", waiting).draw)
    hold_ceremony(draw, NOW)
    return Ready(ReadSealed(draw, "核对车辆"), NOW + timedelta(hours=1))


@maker
def log_fingerprint(world: World) -> Ready:
    return Ready(LogFingerprint(sealed(world)))


@maker
def confirm_replay(world: World) -> Ready:
    ready = run_draw(world)
    draw = int(do("run_draw", ready.command, ready.at).draw)
    return Ready(ConfirmReplay(draw, "SCJG", draw_of(SYSTEM, draw).bundle_number), NOW + MINUTE)


@maker
def invite_participant(world: World) -> Ready:
    return Ready(InviteParticipant(frozen(world), "县公证处", "1f" * 32))


@maker
def renew_invitation(world: World) -> Ready:
    draw = frozen(world)
    do("invite_participant", InviteParticipant(draw, "县公证处", "1f" * 32))
    return Ready(RenewInvitation(draw, len(PARTIES), "2e" * 32))


@maker
def propose_void(world: World) -> Ready:
    return Ready(ProposeVoid(frozen(world), "名录有误"))


@maker
def void_draw(world: World) -> Ready:
    draw = frozen(world)
    do("propose_void", ProposeVoid(draw, "名录有误"), actor=SECOND)
    return Ready(VoidDraw(draw, "名录有误"))


@maker
def freeze_replacement(world: World) -> Ready:
    ready = run_draw(world)
    draw = int(do("run_draw", ready.command, ready.at).draw)
    sid = drawn_lists(REGION, draw_of(SYSTEM, draw).number, NOW.date()).lines[0].drawn[0]
    return Ready(FreezeReplacement(draw, (LostSubject(sid, LossReason.CLOSED, "注销登记 2026-17"),), PARTIES, NO_BEACON))
