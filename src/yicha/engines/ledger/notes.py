"""Signed notes (c2sp.org/signed-note): a text and lines of signatures under it, made to be read by people.

    example.com/log                         the text: lines, each ended by a newline
    42
    GhQ…=
                                            the last empty line
    — example.com/log Uw2QOkn8…=            em dash, key name, base64(key id ‖ signature)

    key id = SHA-256(key name ‖ 0x0A ‖ kind ‖ public key)[:4]

Two kinds of key are known. Ed25519 (0x01) signs the text. A cosignature (0x04, c2sp.org/tlog-cosignature) is a witness's:
it signs `cosignature/v1⏎time T⏎` before the text, and its signature is T (8 bytes, seconds since 1970) ‖ Ed25519.
Lines of unknown keys are ignored; one false line of a known key spoils the whole note.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEY_ID_SIZE = 4
TIME_SIZE = 8
TIME_END = 1 << 63
SIGNATURES_MAX = 64  # the specification asks for at least 16
_NAME = re.compile(r"[^\s+]+")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_VERIFIER_KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")


class NoteError(ValueError):
    """The note is malformed, or a signature that was asked for is missing or false."""


class KeyKind(IntEnum):
    """The signature type byte of c2sp.org/signed-note."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True)
class Signature:
    """One signature line: who claims to have signed, and what they gave."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """The line as it stands in a note, with its newline."""
        return f"— {self.name} {base64.b64encode(self.key_id + self.value).decode()}\n"

    @property
    def time(self) -> int:
        """When a cosignature was made, in seconds since 1970. Only meaningful for that kind of key."""
        return int.from_bytes(self.value[:TIME_SIZE], "big")


@dataclass(frozen=True)
class Note:
    """A parsed note. Its text means nothing until a signature by a trusted key has been verified."""

    text: str
    signatures: tuple[Signature, ...]

    def write(self) -> str:
        """The note as it is stored and sent; `parse_note` reads it."""
        return f"{self.text}\n{''.join(signature.line() for signature in self.signatures)}"

    def signed_by(self, key: "VerifierKey") -> Signature | None:
        """The signature by this key, verified; None if there is none. NoteError if there is a false one."""
        mine = [each for each in self.signatures if (each.name, each.key_id) == (key.name, key.key_id)]
        for signature in mine:
            key.verify(self.text, signature)
        return mine[0] if mine else None


@dataclass(frozen=True)
class VerifierKey:
    """Whom to believe: a name, the 32 bytes of an Ed25519 public key, and what that key signs."""

    name: str
    public: bytes
    kind: KeyKind = KeyKind.ED25519

    def __post_init__(self) -> None:
        """Refuse what could not stand in a signature line."""
        if not _NAME.fullmatch(self.name) or _CONTROL.search(self.name):
            raise NoteError("a key name has no spaces and no plus sign")

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:KEY_ID_SIZE]

    def __str__(self) -> str:
        """`name+id+key`, the text in which keys are handed out (c2sp.org/signed-note, verifier keys)."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """What `str` wrote; NoteError for anything else, other kinds of key included."""
        parts = _VERIFIER_KEY.fullmatch(text)
        if parts is None:
            raise NoteError("a verifier key is name+id+base64")
        name, key_id, encoded = parts.groups()
        raw = unbase64(encoded)
        if not raw or raw[0] not in set(KeyKind):
            raise NoteError("unknown kind of key")
        key = cls(name, raw[1:], KeyKind(raw[0]))
        if key.key_id.hex() != key_id:
            raise NoteError("the id does not belong to the key")
        return key

    def verify(self, text: str, signature: Signature) -> None:
        """NoteError unless this key made the signature over this text."""
        message, value = text.encode(), signature.value
        if self.kind is KeyKind.COSIGNATURE:
            message, value = _timed(text, signature.time), value[TIME_SIZE:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, message)
        except (InvalidSignature, ValueError) as error:
            raise NoteError(f"false signature under the name of {self.name}") from error


def sign(text: str, name: str, key: Ed25519PrivateKey) -> Signature:
    """An Ed25519 signature (0x01) over the text."""
    return Signature(name, VerifierKey(name, public_bytes(key)).key_id, key.sign(text.encode()))


def cosign(text: str, name: str, key: Ed25519PrivateKey, time: int) -> Signature:
    """A witness's cosignature (0x04) over the text at `time`, seconds since 1970."""
    if not 0 <= time < TIME_END:
        raise NoteError("a time is 0 to 2^63 - 1 seconds since 1970")
    key_id = VerifierKey(name, public_bytes(key), KeyKind.COSIGNATURE).key_id
    return Signature(name, key_id, time.to_bytes(TIME_SIZE, "big") + key.sign(_timed(text, time)))


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The 32 bytes of RFC 8032 §5.1.5."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def parse_note(note: str) -> Note:
    """Text and signature lines; NoteError if the form is broken. Verifies nothing yet."""
    text, gap, tail = note.rpartition("\n\n")
    lines = tail.split("\n")
    if not gap or _CONTROL.search(note) or lines.pop() or not 0 < len(lines) <= SIGNATURES_MAX:
        raise NoteError("a note is a text, an empty line and 1 to 64 signature lines")
    return Note(f"{text}\n", tuple(_signatures(lines)))


def unbase64(encoded: str) -> bytes:
    """Standard base64 in its one canonical form, so that no byte of a note can be changed unseen."""
    try:
        raw = base64.b64decode(encoded)
    except binascii.Error as error:
        raise NoteError("not base64") from error
    if base64.b64encode(raw).decode() != encoded:
        raise NoteError("not canonical base64")
    return raw


def _signatures(lines: Iterable[str]) -> Iterable[Signature]:
    for line in lines:
        parts = _LINE.fullmatch(line)
        if parts is None:
            raise NoteError("a signature line is an em dash, a name and base64")
        raw = unbase64(parts[2])
        if len(raw) <= KEY_ID_SIZE:
            raise NoteError("a signature line holds a key id and a signature")
        yield Signature(parts[1], raw[:KEY_ID_SIZE], raw[KEY_ID_SIZE:])


def _timed(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
