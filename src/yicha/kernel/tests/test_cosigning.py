"""Our server and real witnesses: every checkpoint is brought, and a witness that refuses is heard."""

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from yicha.engines.ledger import VerifierKey, cosigners_of, is_included, leaf_hash, open_checkpoint
from yicha.kernel import cosigning, jobs
from yicha.kernel.checkpoint_sheet import checkpoint_sheet
from yicha.kernel.cosigning import Reply, anchor_today, ask_witnesses, cosigned_by, daily_checkpoint, daily_checkpoints, post, witness_lines
from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import MAIN, TWIN, latest_checkpoint, prove_inclusion, sequence, verifier_keys
from yicha.kernel.models import Checkpoint, Cosignature, Entry, Leaf, Unsequenced, Witness, WitnessSetback
from yicha.kernel.refusals import NotFound
from yicha.kernel.testing import NOW, Sql, by_the_clock, run_sql, sql, storm
from yicha.kernel.tests.sample import CLERK, AddThing, add_thing
from yicha.kernel.tests.test_fsck import triggers_off
from yicha.kernel.witness.memory import Memory
from yicha.kernel.witness.serving import Server

TIME = 1_800_000_000
LATER = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path / "home"


def add(count: int) -> None:
    for number in range(count):
        add_thing(CLERK, AddThing(f"线索{number}"), NOW)
    sequence()


def appoint(key: str, url: str = "https://justice.example") -> Witness:
    run_sql(CLERK, Sql("INSERT INTO kernel_witness (key, url, since) VALUES (%s, %s, %s)", (key, url, NOW.isoformat())), NOW)
    return Witness.objects.get(key=key)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    made = Memory(tmp_path / "justice")
    made.settle("justice.example", [VerifierKey.parse(verifier_keys(log)[0]) for log in (MAIN, TWIN)])
    return made


@pytest.fixture
def witness(room: None, memory: Memory) -> Witness:
    return appoint(str(memory.key()))


def by(memory: Memory) -> Callable[[str, bytes], Reply]:
    def send(_: str, body: bytes) -> Reply:
        said = memory.answer(body, TIME)
        return Reply(said.status, said.text)

    return send


def must_not(_: str, __: bytes) -> Reply:
    raise AssertionError("it was asked")


@pytest.mark.usefixtures("witness")
class TestEachCheckpoint:
    def test_is_cosigned_in_both_logs_and_the_lines_are_kept(self, memory: Memory) -> None:
        for count in (3, 4):
            add(count)
            assert ask_witnesses(NOW, by(memory)) == 2
        size = Checkpoint.objects.order_by("-size")[0].size
        assert cosigned_by(latest_checkpoint()) == cosigned_by(latest_checkpoint(TWIN), TWIN) == {"justice.example": TIME}
        assert cosigners_of(cosigning.witnessed(latest_checkpoint()), [memory.key()]) == {"justice.example": TIME}
        assert [(line.name, line.size, line.ended_at) for line in witness_lines()] == [("justice.example", size, None)]
        assert (Cosignature.objects.count(), WitnessSetback.objects.count()) == (4, 0)

    def test_is_brought_once(self, memory: Memory) -> None:
        add(3)
        ask_witnesses(NOW, by(memory))
        assert ask_witnesses(LATER, must_not) == 0

    def test_needs_a_log_and_a_witness_in_office(self) -> None:
        assert ask_witnesses(NOW, must_not) == 0
        add(1)
        run_sql(CLERK, Sql("UPDATE kernel_witness SET ended_at = now()"), NOW)
        assert ask_witnesses(NOW, must_not) == 0

    def test_reaches_a_witness_that_knows_more_than_we_were_told(self, memory: Memory) -> None:
        """Its answer was lost on the way: it says how far it is, and is asked again from there."""
        add(3)

        def lost(url: str, body: bytes) -> Reply:
            by(memory)(url, body)
            return Reply(0, "timed out")

        assert ask_witnesses(NOW, lost) == 0
        add(4)
        assert ask_witnesses(NOW + timedelta(hours=1), by(memory)) == 2


@pytest.mark.parametrize("trickles", [False, True], ids=["breaks off", "trickles"])
def test_a_witness_that_does_not_end_its_answer_is_silent(monkeypatch: pytest.MonkeyPatch, trickles: bool) -> None:
    """Else one of them would keep the log from all the others."""
    monkeypatch.setattr(cosigning, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        other = Thread(target=_refuse_without_end, args=(server, trickles))
        other.start()
        reply = post(f"http://127.0.0.1:{server.getsockname()[1]}", b"")
        other.join()
    assert (reply.status, bool(reply.text)) == (cosigning.SILENT, True)


def _refuse_without_end(server: socket.socket, trickles: bool) -> None:
    found, _ = server.accept()
    with found, suppress(OSError):
        found.recv(4096)
        found.sendall(b"HTTP/1.1 409 Conflict\r\nContent-Length: 60000\r\n\r\n")
        while trickles:
            found.sendall(b"4")
            sleep(0.1)
        sleep(0.2)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # the end of the connection is a reset


@pytest.mark.usefixtures("own_room")
def test_the_clock_brings_it_over_the_network(memory: Memory) -> None:
    with Server(("127.0.0.1", 0), memory) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        appoint(str(memory.key()), f"http://127.0.0.1:{server.server_port}/")
        add(3)
        by_the_clock(jobs.ask_witnesses)
        server.shutdown()
    assert [row.said for row in WitnessSetback.objects.all()] == []
    assert list(cosigned_by(latest_checkpoint())) == ["justice.example"]
    silent = post(f"http://127.0.0.1:{server.server_port}", b"")
    assert (silent.status, silent.text[:22]) == (0, "URLError: <urlopen err")


@pytest.mark.usefixtures("witness")
class TestAWitnessThatDoesNotSign:
    def test_because_the_log_was_set_back_to_yesterday(self, memory: Memory) -> None:
        """The old copy is sound in itself; only the witness remembers."""
        add(3)
        ask_witnesses(NOW, by(memory))
        kept = Checkpoint.objects.get().size
        add(5)
        ask_witnesses(NOW, by(memory))
        held = Checkpoint.objects.order_by("-size")[0].size
        with triggers_off():
            sql(f"DELETE FROM kernel_leaf WHERE index >= {kept}; DELETE FROM kernel_checkpoint WHERE size > {kept}")
            sql(f"DELETE FROM kernel_node WHERE (index + 1) << level > {kept}")
            sql("DELETE FROM kernel_payload WHERE entry_id NOT IN (SELECT entry_id FROM kernel_leaf)")
            sql("DELETE FROM kernel_entry WHERE run NOT IN (SELECT entry_id FROM kernel_leaf)")
        assert fsck() == []
        add(1)
        assert ask_witnesses(LATER, by(memory)) == 0
        assert [row.said for row in WitnessSetback.objects.all()] == [f"见证人见过 {held} 条，本库只有 {kept + 1} 条"] * 2

    def test_because_the_log_was_rewritten(self, memory: Memory) -> None:
        add(3)
        ask_witnesses(NOW, by(memory))
        with triggers_off():
            sql("TRUNCATE kernel_leaf, kernel_node, kernel_checkpoint")
            sql("INSERT INTO kernel_unsequenced SELECT run FROM kernel_entry")
            sql("UPDATE kernel_entry SET xact = -xact, body = replace(body, 'u1', 'u2'), actor = replace(actor, 'u1', 'u2')")
        sequence()
        add(2)
        assert fsck() == []
        assert ask_witnesses(LATER, by(memory)) == 0
        assert {row.status for row in WitnessSetback.objects.all()} == {422}
        assert len(list((memory.folder / "refused").iterdir())) == 2

    @pytest.mark.parametrize(
        ("reply", "status", "said"),
        [
            (Reply(0, "URLError: refused"), 0, "URLError: refused"),
            (Reply(404, "unknown log\n"), 404, "unknown log"),
            (Reply(200, "— justice.example AAAAAAAA\n"), 200, "见证签名无法核实"),
            (Reply(200, "<html>\0"), 200, "见证签名无法核实"),
            (Reply(409, "many\n"), 409, "many"),
            (Reply(502, "x" * 1000), 502, "x" * 300),
        ],
    )
    def test_leaves_a_row_that_says_why(self, reply: Reply, status: int, said: str) -> None:
        add(1)
        assert ask_witnesses(NOW, lambda _, __: reply) == 0
        row = WitnessSetback.objects.order_by("pk")[0]
        assert (row.status, row.said, row.size) == (status, said, Checkpoint.objects.get().size)

    def test_leaves_one_row_however_often_it_is_asked(self) -> None:
        add(1)
        for minute in range(5):
            ask_witnesses(NOW + timedelta(minutes=minute), lambda _, __: Reply(404, "no"))
        assert WitnessSetback.objects.count() == 2

    def test_and_does_not_answer_is_left_alone_for_a_while(self) -> None:
        add(1)
        ask_witnesses(NOW, lambda _, __: Reply(0, "timeout"))
        assert WitnessSetback.objects.count() == 1
        assert ask_witnesses(LATER, must_not) == 0
        with pytest.raises(AssertionError, match="asked"):
            ask_witnesses(NOW + cosigning.REST, must_not)

    def test_cannot_speak_for_another(self, tmp_path: Path) -> None:
        thief = Memory(tmp_path / "thief")
        thief.settle("justice.example", [VerifierKey.parse(key) for log in (MAIN, TWIN) for key in verifier_keys(log)])
        add(1)
        assert ask_witnesses(NOW, by(thief)) == 0
        assert Cosignature.objects.count() == 0


@pytest.mark.usefixtures("room")
class TestTheCheckpointOfTheDay:
    def test_stands_in_both_logs_once_a_day(self) -> None:
        anchor_today(NOW)
        assert daily_checkpoints() == []
        add(3)
        for hour in (0, 1, 24):
            anchor_today(NOW + timedelta(hours=hour))
        assert [day.size for day in daily_checkpoints()] == [Leaf.objects.count()] * 2
        sequence()
        entry = Entry.objects.get(event__endswith=".CheckpointAnchored", at=NOW)
        for log in (MAIN, TWIN):
            proof = prove_inclusion(entry.run, log)
            key = VerifierKey.parse(verifier_keys(log)[0])
            size, root = open_checkpoint(proof.checkpoint, key.name, key.public)
            assert is_included(proof.index, leaf_hash(proof.body.encode(), log.suite), size, root, proof.hashes, suite=log.suite)
        day = daily_checkpoint(daily_checkpoints()[0].size)
        assert (day.note, day.twin_note) == (Checkpoint.objects.get(size=day.size).note, Checkpoint.objects.get(size=day.size).twin_note)

    def test_is_not_there_for_another_size(self) -> None:
        add(3)
        anchor_today(NOW)
        with pytest.raises(NotFound):
            daily_checkpoint(daily_checkpoints()[0].size + 1)

    def test_is_printed_the_same_on_every_machine_with_who_cosigned(self, memory: Memory) -> None:
        appoint(str(memory.key()))
        add(3)
        anchor_today(NOW)
        day = daily_checkpoints()[0]
        bare = checkpoint_sheet(day)
        assert bare[:5] == b"%PDF-"
        assert checkpoint_sheet(day) == bare
        ask_witnesses(NOW, by(memory))
        assert checkpoint_sheet(day) != bare


@pytest.mark.usefixtures("own_room")
class TestWhatReallyCommits:
    def test_thirty_two_writers_and_sequencers_make_one_sound_pair_of_logs(self) -> None:
        def write(number: int) -> None:
            add_thing(CLERK, AddThing(f"并发{number}"), NOW)
            sequence()

        storm(write, threads=32)
        assert (Leaf.objects.count(), Unsequenced.objects.count()) == (32, 0)
        assert fsck() == []

    def test_a_crash_between_tiles_and_checkpoint_leaves_neither(self, monkeypatch: pytest.MonkeyPatch) -> None:
        add_thing(CLERK, AddThing("x"), NOW)

        def crash(**_: Any) -> None:
            raise OSError("killed")

        with monkeypatch.context() as broken:
            broken.setattr(Checkpoint.objects, "create", crash)
            with pytest.raises(OSError, match="killed"):
                sequence()
        assert (Leaf.objects.count(), Checkpoint.objects.count(), Unsequenced.objects.count()) == (0, 0, 1)
        assert sequence() == 1
        assert fsck() == []
