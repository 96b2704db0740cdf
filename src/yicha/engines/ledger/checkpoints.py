"""Checkpoints (c2sp.org/tlog-checkpoint): what a log says it is at one size, signed so that it cannot say otherwise later.

The note's text is three lines: origin (the log's name), size in decimal, root in base64. Later lines are extensions; they
are kept but mean nothing here. A log signs under its origin; witnesses add cosignatures after checking consistency.
"""

import base64
import re
from collections.abc import Iterable
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yicha.engines.ledger.notes import Note, NoteError, VerifierKey, cosign, parse_note, sign, unbase64
from yicha.engines.ledger.suites import DIGEST_SIZE

LINES = 3
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_PRINTED = re.compile(r"(\S+)\s+(?:共\s*)?([1-9][0-9]{0,18})(?:\s*条)?\s+([A-Za-z0-9+/]{43}=|(?:[0-9A-Fa-f]{4}\s*){16})(?!\S)")
_SIGNED = re.compile(r"^— \S+ [A-Za-z0-9+/=]+\s*$", re.MULTILINE)


class Checkpoint(NamedTuple):
    """A tree head: number of leaves and root. A pair, so `size, root = open_checkpoint(…)`."""

    size: int
    root: bytes


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The three lines that are signed. ValueError (NoteError) for what could not be read back."""
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    if _parse_text(text) != (origin, Checkpoint(size, root)):
        raise NoteError("a checkpoint needs an origin of one line, a size and a root of 32 bytes")
    return text


def sign_checkpoint(origin: str, size: int, root: bytes, private_key: Ed25519PrivateKey) -> str:
    """The note by which the log called `origin` binds itself."""
    text = checkpoint_text(origin, size, root)
    return Note(text, (sign(text, origin, private_key),)).write()


def cosign_checkpoint(note: str, name: str, private_key: Ed25519PrivateKey, time: int) -> str:
    """The same note with a witness's cosignature as its last line; `time` in seconds since 1970.

    The caller has verified the log's signature and the consistency with what it cosigned before.
    """
    parsed = parse_note(note)
    _parse_text(parsed.text)
    added = cosign(parsed.text, name, private_key, time)
    return Note(parsed.text, (*parsed.signatures, added)).write()


def open_checkpoint(note: str, origin: str, public: bytes) -> Checkpoint:
    """Size and root of a note signed by the log `origin` with this key; NoteError otherwise."""
    parsed = parse_note(note)
    if parsed.signed_by(VerifierKey(origin, public)) is None:
        raise NoteError(f"not signed by {origin}")
    claimed, checkpoint = _parse_text(parsed.text)
    if claimed != origin:
        raise NoteError(f"a checkpoint of {claimed}, not of {origin}")
    return checkpoint


def parse_checkpoint(note: str) -> tuple[str, Checkpoint]:
    """Origin, size and root as the note claims them. Nothing is verified: use `open_checkpoint` to believe it."""
    return _parse_text(parse_note(note).text)


def printed_checkpoints(text: str) -> list[tuple[str, Checkpoint]]:
    """What stands on paper, or in the code on it: origin, size, root (base64, or hex in groups of four), as often as it stands there.

    Paper bears no signature: whoever kept it believes the own eyes. Nothing is found in a note that is signed: open that.
    """
    if _SIGNED.search(text):
        return []
    return [(origin, Checkpoint(int(size), _printed_root(root))) for origin, size, root in _PRINTED.findall(text)]


def _printed_root(root: str) -> bytes:
    return unbase64(root) if root.endswith("=") else bytes.fromhex(root)


def cosigners_of(note: str, witnesses: Iterable[VerifierKey]) -> dict[str, int]:
    """Which of these witnesses cosigned, and when (seconds since 1970). NoteError if one of them was forged."""
    parsed = parse_note(note)
    found = {witness.name: parsed.signed_by(witness) for witness in witnesses}
    return {name: signature.time for name, signature in found.items() if signature}


def _parse_text(text: str) -> tuple[str, Checkpoint]:
    """Of the text of a note, which ends in a newline."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < LINES or not all(lines) or not _SIZE.fullmatch(lines[1]):
        raise NoteError("a checkpoint has an origin, a size and a root, each on a line")
    origin, size, root = lines[:LINES]
    checkpoint = Checkpoint(int(size), unbase64(root))
    if len(checkpoint.root) != DIGEST_SIZE:
        raise NoteError("a root is 32 bytes")
    return origin, checkpoint
