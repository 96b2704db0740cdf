"""A witness on its own machine, and a log that tries everything: fork, rollback, forgery, two at once, a crash."""

import os
import signal
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yicha.config.cli import main
from yicha.engines.ledger import (
    Note,
    Request,
    Signature,
    Tree,
    VerifierKey,
    cosigners_of,
    leaf_hash,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    public_bytes,
    sign_checkpoint,
)
from yicha.kernel.command_line import BadInput, CannotRun
from yicha.kernel.witness import cli, serving
from yicha.kernel.witness.memory import KeyExposed, Memory
from yicha.kernel.witness.serving import Server

ORIGIN = "log.example/county"
LOG, THIEF = (Ed25519PrivateKey.from_private_bytes(bytes(31) + bytes([number])) for number in (1, 2))
KEY = VerifierKey(ORIGIN, public_bytes(LOG))
LEAVES = [leaf_hash(b"entry %d" % number) for number in range(80)]
TREE = Tree.of(LEAVES)
FORK = Tree.of([*LEAVES[:10], leaf_hash(b"another"), *LEAVES[11:]])


def request(old: int, new: int, of: Tree = TREE, key: Ed25519PrivateKey = LOG) -> Request:
    proof = tuple(of.at(new).consistency_proof(old)) if 0 < old <= new else ()
    return Request(old, proof, sign_checkpoint(ORIGIN, new, of.at(new).root(), key))


def body(old: int, new: int, of: Tree = TREE, key: Ed25519PrivateKey = LOG) -> bytes:
    return request(old, new, of, key).write().encode()


@pytest.fixture
def witness(tmp_path: Path) -> Memory:
    made = Memory(tmp_path / "witness")
    made.settle("justice.example", [KEY])
    return made


def refused(witness: Memory) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((witness.folder / "refused").iterdir())]


class TestTheFirstStart:
    def test_makes_a_key_that_nobody_else_can_read_and_keeps_it(self, witness: Memory) -> None:
        key = witness.key()
        assert (witness.folder / "key").stat().st_mode & 0o777 == 0o600
        witness.settle("another.name", [])
        assert (witness.key(), witness.logs()) == (key, [KEY])
        assert key.name == "justice.example"

    def test_finds_a_name_of_its_own(self, tmp_path: Path) -> None:
        made = Memory(tmp_path / "w")
        made.settle("", [KEY])
        assert made.key().name == f"witness.local/{made.key().public.hex()[:8]}"

    def test_refuses_a_key_that_others_can_read(self, witness: Memory) -> None:
        (witness.folder / "key").chmod(0o644)
        with pytest.raises(KeyExposed, match="chmod 600"):
            witness.key()

    def test_made_by_two_at_once_is_one_witness(self, tmp_path: Path) -> None:
        def start(_: int) -> VerifierKey:
            one = Memory(tmp_path / "w")
            one.settle("", [KEY])
            return one.key()

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(start, range(8)))) == 1


class TestAnAnswer:
    def test_is_a_cosignature_that_anybody_can_verify(self, witness: Memory) -> None:
        asked = request(0, 5)
        reply = witness.answer(asked.write().encode(), 1_800_000_000)
        assert reply.status == 200
        assert cosigners_of(asked.note + reply.text, [witness.key()]) == {"justice.example": 1_800_000_000}
        assert witness.answer(body(5, 9), 1_800_000_001).status == 200
        assert [parse_checkpoint(note)[1].size for note in witness.notes()] == [9]

    def test_to_a_stale_old_size_is_its_own_size(self, witness: Memory) -> None:
        witness.answer(body(0, 5), 0)
        reply = witness.answer(body(0, 9), 0)
        assert (reply.status, reply.text, reply.kind) == (409, "5\n", "text/x.tlog.size")
        assert refused(witness) == []

    @pytest.mark.parametrize(("old", "new"), [(20, 30), (20, 20)])
    def test_to_a_fork_is_no_and_the_proof_of_it_is_kept(self, witness: Memory, old: int, new: int) -> None:
        witness.answer(body(0, 20), 0)
        assert witness.answer(body(old, new, FORK), 7).status in {409, 422}
        (told,) = refused(witness)
        held, _, other = told.partition("REFUSED\n")
        assert held.startswith("time 7\nverdict ")
        note = other.partition("\n\n")[2]
        assert open_checkpoint(note, ORIGIN, KEY.public) == (new, FORK.at(new).root())
        assert open_checkpoint(held.partition("HELD\n")[2].rstrip("\n") + "\n", ORIGIN, KEY.public) == (20, TREE.at(20).root())

    def test_to_a_rollback_is_no_whatever_old_size_it_names(self, witness: Memory) -> None:
        witness.answer(body(0, 40), 0)
        assert [witness.answer(body(old, 30), 0).status for old in (0, 30, 40)] == [409, 409, 400]
        assert len(refused(witness)) == 1
        assert [parse_checkpoint(note)[1].size for note in witness.notes()] == [40]

    def test_to_a_repeated_lie_fills_no_disk(self, witness: Memory) -> None:
        witness.answer(body(0, 20), 0)
        for time in range(20):
            witness.answer(body(20, 30, FORK), time)
        assert len(refused(witness)) == 1

    def test_to_a_stranger_is_no_and_leaves_nothing(self, witness: Memory) -> None:
        note = sign_checkpoint("other.example", 5, TREE.at(5).root(), LOG)
        assert witness.answer(Request(0, (), note).write().encode(), 0).status == 404
        assert witness.answer(body(0, 5, key=THIEF), 0).status == 403
        assert witness.answer(b"nonsense", 0).status == 400
        assert (refused(witness), witness.notes()) == ([], [])

    def test_remembers_no_more_of_a_note_than_it_verified(self, witness: Memory) -> None:
        """64 lines of strangers would leave a memory that cannot be read again."""
        asked = parse_note(request(0, 5).note)
        others = tuple(Signature(f"stranger{number}", bytes(4), b"x") for number in range(63))
        crowded = Request(0, (), Note(asked.text, (*asked.signatures, *others)).write())
        assert witness.answer(crowded.write().encode(), 0).status == 200
        assert len(parse_note(witness.notes()[0]).signatures) == 2
        assert witness.answer(body(5, 9), 0).status == 200

    def test_is_given_by_one_at_a_time(self, tmp_path: Path) -> None:
        """32 requests at once, each honest by itself: had two been judged by the same memory, one would roll the other back."""
        Memory(tmp_path / "w").settle("", [KEY])
        Memory(tmp_path / "w").answer(body(0, 10), 0)

        def ask(new: int) -> int:
            return Memory(tmp_path / "w").answer(body(10, new), 0).status

        with ThreadPoolExecutor(32) as pool:
            said = list(pool.map(ask, range(11, 43)))
        assert sorted(said) == [200] + [409] * 31
        (note,) = Memory(tmp_path / "w").notes()
        assert parse_checkpoint(note)[1].size == 11 + said.index(200)

    @pytest.mark.parametrize("step", ["write", "fsync", "replace"])
    def test_is_not_given_when_it_cannot_be_remembered(self, witness: Memory, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        witness.answer(body(0, 5), 0)

        def full(*_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as broken:
            broken.setattr(*{"write": (os, "fdopen"), "fsync": (os, "fsync"), "replace": (Path, "replace")}[step], full)
            with pytest.raises(OSError, match="No space"):
                witness.answer(body(5, 9), 0)
        assert [parse_checkpoint(note)[1].size for note in witness.notes()] == [5]
        assert witness.answer(body(5, 9), 0).status == 200


@pytest.fixture
def port(witness: Memory) -> Iterator[int]:
    with Server(("127.0.0.1", 0), witness) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def said(port: int, method: str, path: str, content: bytes | None = None, **headers: str) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, content, headers)
    answer = connection.getresponse()
    found = answer.status, answer.headers["Content-Type"], answer.read().decode()
    connection.close()
    return found


class TestOnTheNetwork:
    def test_it_speaks_the_protocol(self, port: int, witness: Memory) -> None:
        status, kind, line = said(port, "POST", "/add-checkpoint", body(0, 5))
        assert (status, kind, line[:18]) == (200, "text/plain; charset=utf-8", "— justice.example ")
        assert said(port, "POST", "/add-checkpoint", body(0, 9)) == (409, "text/x.tlog.size", "5\n")
        assert said(port, "POST", "/add-checkpoint", body(5, 20, FORK))[0] == 200
        assert said(port, "POST", "/add-checkpoint", body(20, 30, TREE))[0] == 422
        assert said(port, "GET", "/")[2] == f"{witness.key()}\n\n{witness.notes()[0]}"

    def test_who_trickles_keeps_no_place(self, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """A byte now and then would hold one of few places for days, and so keep the log from its cosignature."""
        monkeypatch.setattr(serving, "PATIENCE", 0.5)
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: 60000\r\n\r\n")
            with suppress(OSError):
                for _ in range(100):
                    slow.sendall(b"o")
                    sleep(0.05)
                pytest.fail("it waits for the end")
        assert said(port, "POST", "/add-checkpoint", body(0, 5))[0] == 200

    def test_it_takes_no_more_than_it_asked_for(self, port: int) -> None:
        assert said(port, "POST", "/add-checkpoint", bytes(65_537))[0] == 413
        assert said(port, "POST", "/add-checkpoint", b"", **{"Content-Length": "9" * 40})[0] == 413
        assert said(port, "POST", "/add-checkpoint", b"", **{"Content-Length": "-1"})[0] == 411
        assert said(port, "POST", "/elsewhere", b"")[0] == 404
        assert said(port, "GET", "/key")[0] == 404


class TestTheCommand:
    def test_wants_a_log_to_trust(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="--log"):
            cli.settled(Namespace(folder=tmp_path, name="", log=[]))

    @pytest.mark.parametrize("key", ["nonsense", "a+b+c", "\u2014"])
    def test_refuses_what_is_no_key(self, tmp_path: Path, key: str) -> None:
        assert main(["witness", str(tmp_path), "--log", key]) == 2

    def test_refuses_the_key_of_another_witness(self, tmp_path: Path, witness: Memory) -> None:
        with pytest.raises(BadInput, match="of a witness"):
            cli.settled(Namespace(folder=tmp_path, name="", log=[str(witness.key())]))

    @pytest.mark.parametrize("listen", ["8471", ":1", "localhost:x", "localhost:99999"])
    def test_refuses_what_is_no_address(self, tmp_path: Path, listen: str) -> None:
        assert main(["witness", str(tmp_path), "--log", str(KEY), "--listen", listen]) == 2

    def test_says_that_an_address_is_taken(self, tmp_path: Path, port: int) -> None:
        with pytest.raises(CannotRun, match="--listen"):
            cli.run(Namespace(folder=tmp_path, name="", log=[str(KEY)], listen=f"127.0.0.1:{port}"))

    def test_stays_up_without_django_until_it_is_told_to_end(self, tmp_path: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            free = probe.getsockname()[1]
        command = [sys.executable, "-m", "yicha", "witness", str(tmp_path / "w"), "--log", str(KEY), "--listen", f"127.0.0.1:{free}"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DJANGO_SETTINGS_MODULE": "nowhere.settings"}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert "见证 1 个日志" in process.stderr.readline()
            assert said(free, "POST", "/add-checkpoint", body(0, 5))[0] == 200
            process.kill()
            process.wait()
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as again:
            assert again.stderr is not None
            assert "见证 1 个日志" in again.stderr.readline()
            assert said(free, "POST", "/add-checkpoint", body(0, 9)) == (409, "text/x.tlog.size", "5\n")
            again.send_signal(signal.SIGTERM)
            assert again.wait(10) == 128 + signal.SIGTERM
