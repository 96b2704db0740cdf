"""The order of a ceremony, step by step, and every way around it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.models import Draw
from yicha.draws.queries import assigned, bundle, draw, draws, selected, upcoming_number
from yicha.draws.testing import MINUTE, commitment, hold_ceremony, make_void, next_issue, read_beacon, secret
from yicha.draws.types import (
    BeaconPlan,
    CommitReveal,
    DrawKind,
    DrawPermission,
    DrawStatus,
    FreezePool,
    PoolFrozen,
    ProposeVoid,
    RecordBeacon,
    RevealSecret,
    RunDraw,
    SealManifest,
    VoidDraw,
)
from yicha.engines.draw.bundle import pack, unpack
from yicha.engines.draw.columns import KEPT_FILES
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame, freeze_officers, freeze_subjects
from yicha.engines.draw.types import Basis, Cell, Heading, Line, Officer, Slot, Stratum, Subject, Visit, Week
from yicha.engines.draw.verification import verify
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.files import path_of
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.types import KernelPermission

pytestmark = pytest.mark.django_db

COORDINATOR = actor(*DrawPermission, KernelPermission.KEEP_FILE, id="coordinator", whole_region=True)
ELSEWHERE = actor(*DrawPermission, KernelPermission.KEEP_FILE, region="62/6208", whole_region=True)
PARTIES = ("SCJG", "SFJ")
SALT = bytes(range(32))


def head(department: str) -> Actor:
    return actor(*DrawPermission, id=department, department=department)


def subjects_frame(number: str) -> Frame:
    line = Line("L1", (Stratum("A", 1, 4), Stratum("D", 1, 1)), department="SCJG", item="食品")
    pool = [Subject(f"LOC:{n:04d}", {0: Cell("D" if n % 10 == 0 else "A")}, town="东川镇") for n in range(60)]
    return freeze_subjects(Heading(number, "食品安全抽查"), [line], pool, SALT)


def officers_frame(number: str, *skills: str) -> Frame:
    """`skills`: what one of the two at each door must have, and nobody has."""
    visits = [Visit(f"V{n}", f"LOC:{n:04d}", 1, (Slot("SCJG", 60, skills), Slot("SCJG", 60)), town="东川镇") for n in range(3)]
    officers = [Officer(f"CERT{n}", "SCJG", 1500) for n in range(4)]
    return freeze_officers(Heading(number, "执法人员"), visits, officers, Basis({1: Week(date(2026, 1, 5), date(2026, 1, 9), 5)}), SALT)


def frozen(frame: Callable[[str], Frame] = subjects_frame, beacon: BeaconPlan | None = None) -> PoolFrozen:
    made = frame(upcoming_number(REGION, 2026))
    digest = keep(COORDINATOR, pack(made.to_files()), "frame", "frame.zip", NOW)
    return freeze_pool(COORDINATOR, FreezePool(REGION, 2026, digest, PARTIES, next_issue(REGION, 2026) if beacon is None else beacon), NOW)


def committed(pk: int) -> None:
    for place, party in enumerate(PARTIES):
        commit_reveal(head(party), CommitReveal(pk, party, commitment(draw(COORDINATOR, pk).number, place, party)), NOW + MINUTE)


def secret_of(pk: int, party: str) -> str:
    return secret(draw(COORDINATOR, pk).number, party).hex()


def sealed() -> int:
    pk = frozen().draw
    committed(pk)
    seal_manifest(COORDINATOR, SealManifest(pk), NOW + 2 * MINUTE)
    return pk


def revealed() -> int:
    pk = sealed()
    for party in PARTIES:
        reveal_secret(head(party), RevealSecret(pk, party, secret_of(pk, party)), NOW + 3 * MINUTE)
    return pk


@pytest.mark.parametrize("kind", ["kinds", "leaves"])
def test_what_was_frozen_and_is_no_longer_so_on_the_disk_is_not_drawn_from(kind: str) -> None:
    """The columns beside the pool decide as much as the pool does."""
    pk = revealed()
    read_beacon(pk, NOW + 4 * MINUTE)
    place = path_of(Draw.objects.get(pk=pk).frame)
    files = unpack(place.read_bytes())
    place.chmod(0o600)
    place.write_bytes(pack(files | {f"kept/{kind}": files[f"kept/{kind}"][::-1]}))
    with pytest.raises(RuleBroken, match="已损坏"):
        run_draw(COORDINATOR, RunDraw(pk), NOW + 5 * MINUTE)


def test_columns_that_are_not_those_of_the_pool_are_not_frozen() -> None:
    files = subjects_frame(upcoming_number(REGION, 2026)).to_files()
    for name in KEPT_FILES:
        digest = keep(COORDINATOR, pack(files | {name: files[name][1:]}), "frame", "frame.zip", NOW)
        with pytest.raises(DrawError, match="所存的名录列"):
            freeze_pool(COORDINATOR, FreezePool(REGION, 2026, digest, PARTIES, next_issue(REGION, 2026)), NOW)


@pytest.mark.clause("WY-5.4 WS-2.4 YX-2.7b GX-3.2")
def test_the_whole_ceremony_and_anyone_can_check_it() -> None:
    pk = revealed()
    read_beacon(pk, NOW + 4 * MINUTE)
    run = run_draw(COORDINATOR, RunDraw(pk), NOW + 5 * MINUTE)
    assert draw(COORDINATOR, pk).status is DrawStatus.DRAWN
    for public in (False, True):
        report = verify(bundle(COORDINATOR, pk, public=public))
        assert report.ok, report.problems
        assert report.number == run.bundle_number
    found = selected(COORDINATOR, pk)["L1"]
    assert len(found) == 14 + 6
    assert {f"LOC:{n:04d}" for n in range(0, 60, 10)} <= set(found)


def test_the_draw_of_officers() -> None:
    pk = frozen(officers_frame).draw
    run = hold_ceremony(pk, NOW + MINUTE)
    assert run.kind is DrawKind.OFFICERS
    teams = assigned(COORDINATOR, pk)
    assert set(teams) == {"V0", "V1", "V2"}
    for team in teams.values():
        assert len({post.cert_no for post in team}) == 2
    with pytest.raises(NotFound):
        selected(COORDINATOR, pk)


def test_a_test_draw_says_so() -> None:
    pk = frozen(beacon=BeaconPlan()).draw
    hold_ceremony(pk, NOW + MINUTE)
    assert any("未经见证" in note for note in verify(bundle(COORDINATOR, pk, public=True)).notes)


def test_who_does_not_reveal_is_named_before_the_draw() -> None:
    with pytest.raises(RuleBroken, match="SFJ"):
        run_draw(COORDINATOR, RunDraw(sealed_without("SFJ")), NOW + 5 * MINUTE)


def sealed_without(party: str) -> int:
    pk = sealed()
    for other in PARTIES:
        if other != party:
            reveal_secret(head(other), RevealSecret(pk, other, secret_of(pk, other)), NOW + 3 * MINUTE)
    read_beacon(pk, NOW + 4 * MINUTE)
    return pk


def test_a_missing_reveal_counts_as_empty_in_the_open() -> None:
    run = run_draw(COORDINATOR, RunDraw(sealed_without("SFJ"), ("SFJ",)), NOW + 5 * MINUTE)
    assert run.missing == ("SFJ",)
    assert verify(bundle(COORDINATOR, run.draw, public=False)).ok


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (lambda pk: seal_manifest(COORDINATOR, SealManifest(pk), NOW), "还差承诺"),
        (lambda pk: run_draw(COORDINATOR, RunDraw(pk), NOW), "不能 run"),
        (lambda pk: record_beacon(COORDINATOR, RecordBeacon(pk, "ff"), NOW), "不能 record_beacon"),
        (lambda pk: reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", "00" * 32), NOW), "不能 reveal"),
        (lambda pk: commit_reveal(head("SFJ"), CommitReveal(pk, "SFJ", "no hex"), NOW), "十六进制"),
    ],
)
def test_no_step_comes_before_its_time(attempt: Callable[[int], object], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        attempt(frozen().draw)


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (lambda pk: commit_reveal(head("SFJ"), CommitReveal(pk, "SFJ", "00" * 32), NOW), "不能 commit"),
        (lambda pk: run_draw(COORDINATOR, RunDraw(pk), NOW), "还没有登记公开随机数"),
        (lambda pk: reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", "00" * 32), NOW), "不符"),
        (lambda pk: reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", "not hex"), NOW), "不符"),
        (lambda pk: record_beacon(COORDINATOR, RecordBeacon(pk, ""), NOW), "公开随机数应为"),
        (lambda pk: record_beacon(COORDINATOR, RecordBeacon(pk, "0"), NOW), "公开随机数应为"),
        (lambda pk: propose_void(COORDINATOR, ProposeVoid(pk, " "), NOW), "原因"),
        (lambda pk: void_draw(COORDINATOR, VoidDraw(pk, "x"), NOW), "还没有人提议"),
    ],
)
def test_after_sealing_nothing_slips_in(attempt: Callable[[int], object], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        attempt(sealed())


def test_after_the_beacon_nobody_reveals_or_reads_again() -> None:
    pk = sealed_without("SFJ")
    for attempt in (
        lambda: reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", secret_of(pk, "SFJ")), NOW),
        lambda: record_beacon(COORDINATOR, RecordBeacon(pk, "aa"), NOW),
    ):
        with pytest.raises(RuleBroken, match="已经登记"):
            attempt()


def test_a_secret_is_its_departments_own() -> None:
    pk = frozen().draw
    with pytest.raises(NotPermitted, match="本部门"):
        commit_reveal(head("SCJG"), CommitReveal(pk, "SFJ", commitment("x", 1, "SFJ")), NOW)
    with pytest.raises(NotPermitted, match="本部门"):
        commit_reveal(COORDINATOR, CommitReveal(pk, "SFJ", commitment("x", 1, "SFJ")), NOW)


def test_a_commitment_is_given_once() -> None:
    pk = frozen().draw
    committed(pk)
    with pytest.raises(RuleBroken, match="承诺已经提交"):
        commit_reveal(head("SFJ"), CommitReveal(pk, "SFJ", "ab" * 32), NOW)
    assert draw(COORDINATOR, pk).participants[1].commitment == commitment(draw(COORDINATOR, pk).number, 1, "SFJ")


@pytest.mark.clause("YX-2.7b")
def test_nobody_commits_to_what_another_committed_to_now_or_before() -> None:
    pk = frozen().draw
    own = commitment(draw(COORDINATOR, pk).number, 0, "SCJG")
    commit_reveal(head("SCJG"), CommitReveal(pk, "SCJG", own), NOW)
    for again in (pk, frozen().draw):
        with pytest.raises(RuleBroken, match="以前提交过"), transaction.atomic():
            commit_reveal(head("SFJ"), CommitReveal(again, "SFJ", own), NOW)


def test_a_secret_is_taken_however_it_was_written_down_and_once() -> None:
    pk = sealed()
    own = secret_of(pk, "SFJ")
    written = " ".join(own[at : at + 8] for at in range(0, 64, 8)).upper()
    reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", written), NOW + 3 * MINUTE)
    assert draw(COORDINATOR, pk).participants[1].reveal == own
    with pytest.raises(RuleBroken, match="种子已经交出"):
        reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", own), NOW + 3 * MINUTE)


def test_numbers_follow_one_another_and_void_draws_keep_theirs() -> None:
    first = frozen()
    make_void(first.draw, "名录有误", NOW)
    second = frozen()
    assert (first.number, second.number) == ("620799-2026-D1", "620799-2026-D2")
    assert [row.void_because for row in draws(COORDINATOR, REGION, 2026)] == ["名录有误", ""]


def test_a_frame_under_another_number_is_refused() -> None:
    digest = keep(COORDINATOR, pack(subjects_frame("620799-2026-D7").to_files()), "frame", "frame.zip", NOW)
    with pytest.raises(RuleBroken, match="620799-2026-D1"):
        freeze_pool(COORDINATOR, FreezePool(REGION, 2026, digest, PARTIES, next_issue(REGION, 2026)), NOW)


@pytest.mark.parametrize("parties", [(), ("SFJ", "SFJ")])
def test_somebody_takes_part_and_nobody_twice(parties: tuple[str, ...]) -> None:
    digest = keep(COORDINATOR, pack(subjects_frame("620799-2026-D1").to_files()), "frame", "frame.zip", NOW)
    with pytest.raises(RuleBroken, match="参与方"):
        freeze_pool(COORDINATOR, FreezePool(REGION, 2026, digest, parties, next_issue(REGION, 2026)), NOW)


ATTACKS = {
    "a result without commitment": "UPDATE draws_draw SET status = 'drawn', result_hash = repeat('a', 64), manifest_hash = repeat('a', 64),"
    " manifest = 'x', sealed_at = now(), drawn_at = now() + interval '1 second', full_bundle = 'x', public_bundle = 'x',"
    " beacon_value = 'ff'",
    "drawn without a result": "UPDATE draws_draw SET status = 'drawn'",
    "sealed without commitments": "UPDATE draws_draw SET manifest = 'x', manifest_hash = repeat('a', 64), sealed_at = now()",
    "another pool": "UPDATE draws_draw SET frame = 'x'",
    "another number": "UPDATE draws_draw SET number = 'x'",
    "a participant gone": "DELETE FROM draws_participant",
    "a draw gone": "TRUNCATE draws_draw CASCADE",
    "reveal before the seal": "UPDATE draws_participant SET reveal = repeat('a', 64), revealed_at = now()",
    "inserted with commitment": "INSERT INTO draws_participant (draw_id, place, department, commitment, committed_at, reveal)"
    " SELECT id, 9, 'X', repeat('a', 64), now(), '' FROM draws_draw",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_refuses_a_draw_without_its_commitment(attack: str) -> None:
    frozen()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(ATTACKS[attack]), NOW)


LATER = {
    "another manifest": "UPDATE draws_draw SET manifest_hash = repeat('b', 64)",
    "another commitment": "UPDATE draws_participant SET commitment = repeat('c', 64) WHERE place = 0",
    "a result without the beacon": "UPDATE draws_draw SET result_hash = repeat('a', 64), drawn_at = sealed_at + interval '1 hour',"
    " full_bundle = 'x', public_bundle = 'x'",
    "a late participant": "INSERT INTO draws_participant (draw_id, place, department, commitment, reveal)"
    " SELECT id, 9, 'X', '', '' FROM draws_draw",
}


@pytest.mark.parametrize("attack", LATER)
def test_the_database_keeps_what_was_sealed(attack: str) -> None:
    sealed()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(LATER[attack]), NOW)


def test_a_result_is_never_replaced() -> None:
    pk = frozen().draw
    hold_ceremony(pk, NOW + MINUTE)
    with pytest.raises(RuleBroken, match="不能 run"):
        run_draw(COORDINATOR, RunDraw(pk), NOW)
    with pytest.raises(DatabaseError, match="stays fixed"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE draws_draw SET result_hash = repeat('b', 64)"), NOW)


def test_another_region_finds_nothing() -> None:
    pk = sealed()
    attempts: list[Callable[[], object]] = [
        lambda: draw(ELSEWHERE, pk),
        lambda: bundle(ELSEWHERE, pk, public=True),
        lambda: seal_manifest(ELSEWHERE, SealManifest(pk), NOW),
        lambda: run_draw(ELSEWHERE, RunDraw(pk), NOW),
        lambda: void_draw(ELSEWHERE, VoidDraw(pk, "x"), NOW),
        lambda: record_beacon(ELSEWHERE, RecordBeacon(pk, "ff"), NOW),
        lambda: commit_reveal(ELSEWHERE, CommitReveal(pk, "SFJ", "ab" * 32), NOW),
        lambda: reveal_secret(ELSEWHERE, RevealSecret(pk, "SFJ", "ab" * 32), NOW),
        lambda: freeze_pool(ELSEWHERE, FreezePool(REGION, 2026, "sha256:" + "0" * 64, PARTIES, next_issue(REGION, 2026)), NOW),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert draws(ELSEWHERE, REGION, 2026) == []
