"""Six games against the draw, each played by somebody with every right of an operator, or with the database itself.

A game is over when the platform refuses, or when anybody outside sees it: a verifier that fails, an alarm, a mark that stays.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.verifiers import Files, Verifier, engine, javascript, python
from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.queries import bundle, draw, inquiry, manifest_seen, public_draws, public_files, upcoming_number
from yicha.draws.testing import MINUTE, hold_ceremony, make_void, next_issue, read_beacon
from yicha.draws.tests.test_ceremony import COORDINATOR, PARTIES, frozen, head, revealed, sealed, sealed_without, secret_of, subjects_frame
from yicha.draws.types import BeaconPlan, DrawStatus, FreezePool, RevealSecret, RunDraw
from yicha.engines.draw import SHA256, Reading, commitment_of, conclude, pack, public_of, write_full
from yicha.engines.draw.tests.making import DRAND, SECRETS, participants_of
from yicha.engines.draw.tests.test_spared import FRIEND, FULL, spared
from yicha.engines.draw.types import Participant
from yicha.engines.ledger import VerifierKey
from yicha.kernel import files as kept
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.archive import keep
from yicha.kernel.cosigning import Reply, anchor_today, ask_witnesses, daily_checkpoints
from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import LOGS, sequence, verifier_keys
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql, sql
from yicha.kernel.tests.test_fsck import triggers_off
from yicha.kernel.witness.memory import Memory
from yicha.norms.testing import load_shipped, put_norm
from yicha.norms.types import NormCode
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.queries import witness_alarms
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import AppointWitness, DepartmentKind, WitnessStanding
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
AUDITOR = make_actor(Role.AUDIT_ADMIN, name="audit")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, db: None) -> None:
    settings.YICHA_HOME = tmp_path / "home"
    put_norm(NormCode.WITNESSES_MIN, 0)


@pytest.fixture(scope="module")
def verifiers() -> Iterator[list[Verifier]]:
    with javascript() as node:
        yield [engine, python(), node]


def refused_by_all(verifiers: list[Verifier], files: Files) -> bool:
    return all(verifier(files).why for verifier in verifiers)


def number_said(number: int) -> Reading:
    return Reading(DRAND.source, number.to_bytes(32, "big"))


class TestGrinding:
    """The operator tries lists, titles and secrets until a friend is not drawn."""

    def test_after_the_number_is_out_nothing_is_frozen_or_sealed(self) -> None:
        with pytest.raises(RuleBroken, match="已经公布"):
            frozen(beacon=BeaconPlan("drand", "1000"))
        with pytest.raises(RuleBroken, match="已经公布"):
            frozen(beacon=BeaconPlan("双色球", "2099045", NOW - MINUTE))
        load_shipped()
        with pytest.raises(RuleBroken, match="2026-04-23 21:15 开奖，不能写得更晚"):
            frozen(beacon=BeaconPlan("双色球", "2026045", NOW + MINUTE))  # out long ago, told as one to come
        with pytest.raises(RuleBroken, match="不能写得更晚"):
            frozen(beacon=BeaconPlan("双色球", "2024001", NOW + MINUTE))

    def test_before_it_trying_many_secrets_buys_nothing(self) -> None:
        """The best of a dozen tries, by numbers one can guess, spares the friend no more often than any would."""
        frame = subjects_frame("D-1")
        friend, tries, numbers = "LOC:0001", 12, 40

        def spares(secret: int, number: int) -> bool:
            secrets = [bytes([secret]) * 32]
            manifest = frame.seal([Participant("部门", commitment_of(SHA256, "D-1", 0, secrets[0]))], DRAND)
            result = json.loads(conclude(frame.sealed(manifest), secrets, number_said(number)).files["result.json"])
            return friend not in result["lines"][0]["drawn"]

        guessed = Counter({secret: sum(spares(secret, number) for number in range(8)) for secret in range(tries)})
        ((best, _),) = guessed.most_common(1)
        hits = sum(spares(best, number) for number in range(1000, 1000 + numbers))
        assert abs(hits - numbers * 0.75) < 4 * (numbers * 0.75 * 0.25) ** 0.5  # fourteen of fifty-four are drawn

    def test_another_manifest_under_the_same_seed_is_refused(self, verifiers: list[Verifier]) -> None:
        changed = FULL | {"manifest.json": FULL["manifest.json"].replace("年度联合抽查".encode(), "年度联合抽检".encode())}
        assert changed != FULL
        assert refused_by_all(verifiers, changed)
        assert refused_by_all(verifiers, public_of(FULL) | {"manifest.json": changed["manifest.json"]})


class TestWithholding:
    """A participant who dislikes what is coming keeps the secret back."""

    def test_is_named_before_the_draw_and_stays_in_the_open(self) -> None:
        pk = sealed_without("SFJ")
        with pytest.raises(RuleBroken, match="未揭示的参与方：SFJ"):
            run_draw(COORDINATOR, RunDraw(pk), NOW + 5 * MINUTE)
        run_draw(COORDINATOR, RunDraw(pk, ("SFJ",)), NOW + 5 * MINUTE)
        seed = json.loads(public_files(REGION, draw(SYSTEM, pk).number, NOW.date())["seed.json"])
        assert [bool(secret) for secret in seed["reveals"]] == [True, False]

    def test_is_not_decided_with_the_public_number_in_sight(self) -> None:
        """Whoever reads the database knows all other secrets; from the hour of the number on it would be a choice of two results."""
        pk = sealed()
        said = draw(SYSTEM, pk).beacon.due
        assert said is not None
        with pytest.raises(RuleBroken, match="公布以后交出的种子不算"):
            reveal_secret(head("SFJ"), RevealSecret(pk, "SFJ", secret_of(pk, "SFJ")), said)
        late = "UPDATE draws_participant SET reveal = %s, revealed_at = %s WHERE department = 'SFJ'"
        with pytest.raises(DatabaseError, match="before the public number is said"), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(late, (secret_of(pk, "SFJ"), said.isoformat())), NOW)

    def test_is_not_added_to_the_bundle_later(self, verifiers: list[Verifier]) -> None:
        frame = subjects_frame("D-1")
        manifest = frame.seal(participants_of(1, "D-1"), DRAND)
        without = write_full(conclude(frame.sealed(manifest), [SECRETS[0], b""], number_said(7)))
        late = write_full(conclude(frame.sealed(manifest), SECRETS, number_said(7)))
        assert all(verifier(without).holds for verifier in verifiers)
        assert refused_by_all(verifiers, without | {"seed.json": late["seed.json"]})


class TestALateEdit:
    def test_a_friend_taken_out_of_the_result_is_seen_by_everybody(self, verifiers: list[Verifier]) -> None:
        for opened in (False, True):
            assert refused_by_all(verifiers, spared(opened=opened))
            assert all(FRIEND in verifier(spared(opened=opened)).why for verifier in verifiers)

    def test_a_bundle_changed_in_the_store_is_found(self) -> None:
        pk = frozen().draw
        run = hold_ceremony(pk, NOW + MINUTE)
        path = kept.path_of(run.public_bundle)
        path.chmod(0o600)
        path.write_bytes(path.read_bytes().replace(b"LOC:0001", b"LOC:0002"))
        assert any("损坏" in problem for problem in fsck())

    def test_the_database_itself_refuses(self) -> None:
        hold_ceremony(frozen().draw, NOW + MINUTE)
        with pytest.raises(DatabaseError, match="stays fixed"), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql("UPDATE draws_draw SET public_bundle = 'another', bundle_number = repeat('a', 64)"), NOW)


class TestARerun:
    """Draw again until it suits."""

    def test_leaves_its_number_its_reason_and_its_count(self) -> None:
        first = hold_ceremony(frozen().draw, NOW + MINUTE)
        make_void(first.draw, "结果不理想", NOW + 9 * MINUTE)
        second = hold_ceremony(frozen().draw, NOW + MINUTE)
        later, earlier = public_draws(REGION)
        assert (earlier.status, earlier.void_because, later.redraws) == (DrawStatus.VOID, "结果不理想", 1)
        assert (earlier.number, later.number) == ("620799-2026-D1", "620799-2026-D2")
        assert second.bundle_number != first.bundle_number

    def test_under_the_same_public_number_is_refused(self) -> None:
        used = next_issue(REGION, 2026)
        make_void(revealed(), "再来一次", NOW + 9 * MINUTE)
        with pytest.raises(RuleBroken, match="一期只用一次"):
            frozen(beacon=used)

    def test_of_the_very_same_draw_is_refused(self) -> None:
        run = hold_ceremony(frozen().draw, NOW + MINUTE)
        with pytest.raises(RuleBroken, match="不能 run"):
            run_draw(COORDINATOR, RunDraw(run.draw), NOW + 9 * MINUTE)


class TestASplitView:
    """One log for the county, another for the auditor."""

    def test_ends_with_a_witness_that_refuses_and_an_alarm(self, tmp_path: Path) -> None:
        make_region()
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
        load_shipped()
        memory = Memory(tmp_path / "justice")
        memory.settle("justice.example", [VerifierKey.parse(verifier_keys(log)[0]) for log in LOGS])
        appoint_witness(AUDITOR, AppointWitness(str(memory.key()), "https://justice.example"), NOW)

        def send(_: str, body: bytes) -> Reply:
            said = memory.answer(body, 1_800_000_000)
            return Reply(said.status, said.text)

        sequence()
        hold_ceremony(frozen().draw, NOW + MINUTE)
        sequence()
        anchor_today(NOW)
        sheet = "\n".join(daily_checkpoints()[0].note.split("\n")[:3])
        assert ask_witnesses(NOW, send) == len(LOGS)
        assert witness_alarms(AUDITOR, NOW) == []
        (draw,) = public_draws(REGION)
        assert [one.name for one in (manifest_seen(draw) or pytest.fail("not in the log")).witnesses] == ["justice.example"]
        assert "justice.example" in Client().get(f"/public/draws/{draw.number}/").content.decode()
        self._write_another_history()
        assert ask_witnesses(NOW + MINUTE, send) == 0
        (alarm,) = witness_alarms(AUDITOR, NOW + MINUTE)
        assert alarm.standing is WitnessStanding.REFUSING
        assert "拒绝见证" in acting(AUDITOR).get("/admin/witnesses/").content.decode()
        assert list((tmp_path / "justice/refused").iterdir()), "the witness keeps both checkpoints as evidence"
        assert any("外部检查点" in problem for problem in fsck(sheet)), "and so does whoever kept the printed sheet"

    def _write_another_history(self) -> None:
        """Whoever owns the database writes the log anew, in another order, and signs it with the key it finds there."""
        frozen(beacon=BeaconPlan())
        with triggers_off():
            sql("TRUNCATE kernel_leaf, kernel_node, kernel_checkpoint")
            sql("INSERT INTO kernel_unsequenced SELECT run FROM kernel_entry ON CONFLICT DO NOTHING")
            sql("UPDATE kernel_entry SET xact = -xact")
        while sequence():
            pass


class TestATipOff:
    """Somebody wants to know before the day who was drawn, to warn a friend."""

    def test_before_its_day_nobody_outside_is_told_a_name(self) -> None:
        day = NOW.date() + timedelta(days=30)
        number = upcoming_number(REGION, 2026)
        frame = keep(COORDINATOR, pack(subjects_frame(number).to_files()), "frame", "frame.zip", NOW)
        sealed_names = FreezePool(REGION, 2026, frame, PARTIES, next_issue(REGION, 2026), open_from=day)
        hold_ceremony(freeze_pool(COORDINATOR, sealed_names, NOW).draw, NOW + MINUTE)
        with pytest.raises(NotFound):
            public_files(REGION, number, day - timedelta(days=1))
        with pytest.raises(NotFound):
            inquiry(REGION, number, day - timedelta(days=1), "LOC:0001")
        assert engine(public_files(REGION, number, day)).holds

    def test_before_the_public_number_the_secrets_of_all_tell_nothing(self) -> None:
        """Everything but the last number is known: over all that it may be, each firm's chance is still what it was."""
        frame = subjects_frame("D-1")
        manifest = frame.seal(participants_of(1, "D-1"), DRAND)
        drawn = Counter[str]()
        for number in range(120):
            result = json.loads(conclude(frame.sealed(manifest), SECRETS, number_said(number)).files["result.json"])
            drawn.update(result["lines"][0]["drawn"])
        ordinary = [drawn[f"LOC:{n:04d}"] for n in range(60) if n % 10]
        assert min(ordinary) > 0
        assert max(ordinary) < 120
        chi = sum((count - 120 * 14 / 54) ** 2 / (120 * 14 / 54) for count in ordinary) * 53 / 40
        assert abs(chi - 53) < 4 * (2 * 53) ** 0.5


def test_the_games_would_be_won_without_the_checks(verifiers: list[Verifier]) -> None:
    """What the players start from is sound: it is their move that is refused."""
    assert all(verifier(FULL).holds and verifier(public_of(FULL)).holds for verifier in verifiers)
    pk = revealed()
    read_beacon(pk, NOW + 4 * MINUTE)
    run_draw(COORDINATOR, RunDraw(pk), NOW + 5 * MINUTE)
    assert all(verifier(bundle(COORDINATOR, pk, public=True)).holds for verifier in verifiers)
