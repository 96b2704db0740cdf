"""What a witness knows, in a folder. Every file is written whole or not at all, and is on disk before anybody is told.

Reading the last checkpoint, judging and writing the next one happen under one lock of the folder, so of two requests at once, in
threads or processes, the second is judged by what the first left (c2sp.org/tlog-witness asks for it, or a log could roll back).
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yicha.engines.ledger import (
    NOTHING,
    Checkpoint,
    Judgement,
    KeyKind,
    Note,
    NoteError,
    Request,
    Verdict,
    VerifierKey,
    cosign_checkpoint,
    judge,
    parse_checkpoint,
    parse_note,
    parse_request,
    public_bytes,
)

OPEN_TO_OTHERS = 0o077
PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"
SAID = {
    Verdict.MALFORMED: "the old size is above the size of the checkpoint",
    Verdict.NOT_SIGNED: "not signed by a key that this witness trusts for the log",
    Verdict.UNKNOWN_LOG: "this witness was not told to trust the log",
    Verdict.NOT_CONSISTENT: "the proof does not show that the log only grew",
}


class KeyExposed(RuntimeError):  # noqa: N818 it says what is wrong
    """The secret key can be read by others. The message says how to close it."""


@dataclass(frozen=True)
class Reply:
    """What the witness says: a status of HTTP, and the body."""

    status: int
    text: str
    kind: str = PLAIN


@dataclass(frozen=True)
class Memory:
    folder: Path

    def settle(self, name: str, logs: list[VerifierKey]) -> None:
        """Make what is missing and trust these logs as well. What the folder holds already stays, the name too."""
        for folder in (self.folder, self.folder / "last", self.folder / "refused"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone():
            if not (self.folder / "key").exists():
                _write(self.folder / "key", secrets.token_bytes(32))
            if not (self.folder / "name").exists():
                given = name or f"witness.local/{public_bytes(self._private()).hex()[:8]}"
                _write(self.folder / "name", str(VerifierKey(given, bytes(32)).name).encode())
            trusted = dict.fromkeys([*map(str, self.logs()), *map(str, logs)])
            _write(self.folder / "logs", "".join(f"{one}\n" for one in trusted).encode())

    def key(self) -> VerifierKey:
        """By this the logs know the cosignatures."""
        return VerifierKey(self._name(), public_bytes(self._private()), KeyKind.COSIGNATURE)

    def logs(self) -> list[VerifierKey]:
        path = self.folder / "logs"
        return [VerifierKey.parse(line) for line in path.read_text("utf-8").split()] if path.exists() else []

    def notes(self) -> list[str]:
        """The last cosigned checkpoint of each log."""
        return [path.read_text("utf-8") for path in sorted((self.folder / "last").glob("*.note"))]

    def answer(self, body: bytes, time: int) -> Reply:
        """To `add-checkpoint` at `time`, seconds since 1970. Once it says 200, it remembers."""
        try:
            request = parse_request(body)
            origin = parse_checkpoint(request.note)[0]
            with self._alone():
                last = self._last(origin)
                judgement = judge(request, self.logs(), last)
                return self._done(request, judgement, last, time)
        except NoteError as error:
            return Reply(Verdict.MALFORMED, f"{error}\n")

    def _done(self, request: Request, judgement: Judgement, last: Checkpoint, time: int) -> Reply:
        if judgement.verdict is Verdict.COSIGNED:
            return self._cosigned(request, judgement, time)
        if _is_evidence(judgement, last):
            self._keep(request, judgement, time)
        if judgement.verdict is Verdict.CONFLICT:
            return Reply(Verdict.CONFLICT, f"{last.size}\n", SIZE)
        return Reply(judgement.verdict, f"{SAID[judgement.verdict]}\n")

    def _cosigned(self, request: Request, judgement: Judgement, time: int) -> Reply:
        note = cosign_checkpoint(_signed_by_logs(request.note, self.logs()), self._name(), self._private(), time)
        _write(self._place(judgement.origin), note.encode())
        return Reply(Verdict.COSIGNED, parse_note(note).signatures[-1].line())

    def _keep(self, request: Request, judgement: Judgement, time: int) -> None:
        """Each checkpoint once, so that nobody can fill the disk by repeating one that the log did sign."""
        size, root = judgement.checkpoint
        path = self.folder / "refused" / f"{_digest(judgement.origin)}-{size}-{root.hex()[:16]}.txt"
        if not path.exists():
            held = self._place(judgement.origin).read_text("utf-8")
            told = f"time {time}\nverdict {judgement.verdict}\n\nHELD\n{held}\nREFUSED\n{request.write()}"
            _write(path, told.encode())

    def _last(self, origin: str) -> Checkpoint:
        path = self._place(origin)
        return parse_checkpoint(path.read_text("utf-8"))[1] if path.exists() else NOTHING

    def _place(self, origin: str) -> Path:
        return self.folder / "last" / f"{_digest(origin)}.note"

    def _name(self) -> str:
        return (self.folder / "name").read_text("utf-8")

    def _private(self) -> Ed25519PrivateKey:
        path = self.folder / "key"
        if path.stat().st_mode & OPEN_TO_OTHERS:
            raise KeyExposed(f"密钥可被他人读取，请执行 chmod 600 {path} · others can read this key")
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _signed_by_logs(note: str, logs: list[VerifierKey]) -> str:
    """The note with the signatures that were verified, each once: what else came along is of no interest, however much it is."""
    parsed, known = parse_note(note), {(key.name, key.key_id) for key in logs}
    return Note(parsed.text, tuple(dict.fromkeys(one for one in parsed.signatures if (one.name, one.key_id) in known))).write()


def _is_evidence(judgement: Judgement, last: Checkpoint) -> bool:
    """Signed by the log, and against what this witness holds. A log that is merely behind with its old size is no liar."""
    new = judgement.checkpoint
    if not judgement.origin or last == NOTHING:
        return False
    forked = new.size == last.size and new.root != last.root
    return forked or new.size < last.size or judgement.verdict is Verdict.NOT_CONSISTENT


def _digest(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    """Whole, on disk, and readable by nobody else; then under its name."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
