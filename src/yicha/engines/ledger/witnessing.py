"""The witness's side of c2sp.org/tlog-witness, without network or disk: a request, what was cosigned before, an answer.

    old 4                       size of the checkpoint that this witness cosigned last, as the log believes
    jrJZDmY8…=                  consistency proof, one hash a line, 63 at most
                                an empty line
    example.com/log             the new checkpoint, a signed note
    …

A witness believes nothing but its own memory. It cosigns a checkpoint only if it is signed by a key it was told to trust and
continues the one it cosigned last. So a log that was cut short, rewritten, or shown to two people in two versions gets no
cosignature, and what was refused under the log's own signature is the proof against it.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from yicha.engines.ledger.checkpoints import Checkpoint, open_checkpoint, parse_checkpoint
from yicha.engines.ledger.notes import NoteError, VerifierKey, unbase64
from yicha.engines.ledger.proofs import is_consistent
from yicha.engines.ledger.suites import SHA256, SM3, Suite

PROOF_MAX = 63
REQUEST_MAX = 64 * 1024  # bytes; a proof of 63 lines and a note of 64 signatures are 14 kB
SM3_ORIGIN = "/sm3"
NOTHING = Checkpoint(0, b"")


class Verdict(IntEnum):
    """What a witness says to a checkpoint, by the number that HTTP has for it."""

    COSIGNED = 200
    MALFORMED = 400
    NOT_SIGNED = 403
    UNKNOWN_LOG = 404
    CONFLICT = 409
    NOT_CONSISTENT = 422


@dataclass(frozen=True)
class Request:
    """What a log sends to `add-checkpoint`."""

    old: int
    proof: tuple[bytes, ...]
    note: str

    def write(self) -> str:
        """The body of the request; `parse_request` reads it."""
        proof = "".join(f"{base64.b64encode(one).decode()}\n" for one in self.proof)
        return f"old {self.old}\n{proof}\n{self.note}"


@dataclass(frozen=True)
class Judgement:
    """The verdict and, where the signature was good, whose checkpoint it is: then a refusal is proof of misbehaviour."""

    verdict: Verdict
    origin: str = ""
    checkpoint: Checkpoint = NOTHING


def suite_of(origin: str) -> Suite:
    """The hash function of a log, by its name: the twin of a log hashes with SM3 and is called `…/sm3`."""
    return SM3 if origin.endswith(SM3_ORIGIN) else SHA256


def parse_request(body: bytes) -> Request:
    """NoteError unless the body has the form of the specification."""
    try:
        head, gap, note = body.decode().partition("\n\n")
    except UnicodeDecodeError as error:
        raise NoteError("a request is UTF-8 text") from error
    old, *proof = head.split("\n")
    size = old.removeprefix("old ")
    if not gap or len(proof) > PROOF_MAX or old != f"old {size}" or not _is_size(size):
        raise NoteError("a request is the old size, at most 63 hashes, an empty line and a checkpoint")
    return Request(int(size), tuple(map(unbase64, proof)), note)


def origin_of(request: Request) -> str:
    """Whose checkpoint the request claims to hold; nothing is verified. NoteError if it holds none."""
    return parse_checkpoint(request.note)[0]


def judge(request: Request, keys: Iterable[VerifierKey], last: Checkpoint) -> Judgement:
    """`keys`: those trusted for the origin; `last`: the checkpoint cosigned last, `NOTHING` if none. NoteError if malformed."""
    origin = origin_of(request)
    trusted = [key for key in keys if key.name == origin]
    if not trusted:
        return Judgement(Verdict.UNKNOWN_LOG)
    checkpoint = _opened(request.note, trusted)
    if checkpoint is None:
        return Judgement(Verdict.NOT_SIGNED)
    return Judgement(_verdict(request, checkpoint, last, suite_of(origin)), origin, checkpoint)


def _verdict(request: Request, new: Checkpoint, last: Checkpoint, suite: Suite) -> Verdict:
    if request.old > new.size:
        return Verdict.MALFORMED
    if request.old != last.size:
        return Verdict.CONFLICT
    if request.old == new.size and last.size and new.root != last.root:
        return Verdict.CONFLICT
    return Verdict.COSIGNED if _continues(request.proof, new, last, suite) else Verdict.NOT_CONSISTENT


def _continues(proof: Sequence[bytes], new: Checkpoint, last: Checkpoint, suite: Suite) -> bool:
    if last.size == 0:
        return not proof and (new.size > 0 or new.root == suite.digest(b""))
    return is_consistent(last.size, last.root, new.size, new.root, proof, suite=suite)


def _opened(note: str, keys: Iterable[VerifierKey]) -> Checkpoint | None:
    for key in keys:
        try:
            return open_checkpoint(note, key.name, key.public)
        except NoteError:
            continue
    return None


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 19 and str(int(text)) == text  # noqa: PLR2004 below 2^63
