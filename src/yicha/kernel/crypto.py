"""Keys, behind an interface, so that a site can put its own box (HSM, national algorithms) in place of our files.

The default provider keeps one key per purpose in the data home, made at first use from the system's random numbers:
`keys/<purpose>.ed25519` (0600) and every public key that was ever in use, so that old signatures can be checked for ever.
A signature is text that says how it was made: `ed25519:<key id>:<base64>`.
"""

import base64
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.module_loading import import_string

ED25519 = "ed25519"
OPEN_TO_OTHERS = 0o077


class KeysExposed(RuntimeError):  # noqa: N818 it says what is wrong
    """A secret key can be read by others. The message says how to close it."""


class Provider(Protocol):
    """`purpose` names a key: `ledger`, `code` … One key never serves two purposes."""

    algorithm: str

    def sign(self, purpose: str, message: bytes) -> bytes: ...
    def public(self, purpose: str) -> bytes:
        """The key that signs now."""

    def publics(self, purpose: str) -> Sequence[bytes]:
        """Every key that ever signed, the present one first."""

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool: ...
    def secret(self, purpose: str) -> bytes:
        """32 bytes that never leave, for keyed hashes."""


@dataclass(frozen=True)
class FileKeys:
    folder: Path
    algorithm: str = ED25519

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self._private(purpose).sign(message)

    def public(self, purpose: str) -> bytes:
        return _public(self._private(purpose))

    def publics(self, purpose: str) -> Sequence[bytes]:
        present = self.public(purpose)
        former = sorted(path.read_bytes() for path in self.folder.glob(f"{purpose}.*.public"))
        return [present, *(key for key in former if key != present)]

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def secret(self, purpose: str) -> bytes:
        return kept_secret(self.folder / f"{purpose}.secret")

    def rotate(self, purpose: str) -> None:
        """From now on a new key. The old one is destroyed; its public half stays, so what it signed stays good."""
        self.public(purpose)
        (self.folder / f"{purpose}.{ED25519}").unlink()
        self.public(purpose)

    def _private(self, purpose: str) -> Ed25519PrivateKey:
        key = Ed25519PrivateKey.from_private_bytes(kept_secret(self.folder / f"{purpose}.{ED25519}"))
        public = _public(key)
        noted = self.folder / f"{purpose}.{key_id(public)}.public"
        if not noted.exists():
            _write_once(noted, public)
        return key


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(public: bytes) -> str:
    return sha256(public).hexdigest()[:16]


def kept_secret(path: Path) -> bytes:
    """32 random bytes, made once. Of two first starts at once the second takes what the first wrote."""
    return kept_once(path, lambda: secrets.token_bytes(32))


def kept_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """What was written first, for ever; nobody else may read it."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(path, make())
    if path.stat().st_mode & OPEN_TO_OTHERS:
        raise KeysExposed(f"密钥可被他人读取，请执行 chmod 600 {path} · others can read this key")
    return path.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, and never over what is there."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@lru_cache(maxsize=8)
def _provider(path: str, home: Path) -> Provider:
    made: Provider = import_string(path)(home / "keys")
    return made


def provider() -> Provider:
    return _provider(settings.YICHA_CRYPTO, Path(settings.YICHA_HOME))


def sign(purpose: str, message: bytes) -> str:
    keys = provider()
    signature = keys.sign(purpose, message)
    return f"{keys.algorithm}:{key_id(keys.public(purpose))}:{base64.b64encode(signature).decode()}"


def is_signed(purpose: str, message: bytes, signature: str) -> bool:
    """Whether one of our keys for this purpose, present or former, made the signature over exactly this message."""
    keys = provider()
    return any(keys.verify(public, message, raw) for public, raw in _candidates(keys, purpose, signature))


def _candidates(keys: Provider, purpose: str, signature: str) -> Iterator[tuple[bytes, bytes]]:
    algorithm, _, rest = signature.partition(":")
    wanted, _, encoded = rest.partition(":")
    if algorithm != keys.algorithm:
        return
    try:
        raw = base64.b64decode(encoded, validate=True)
    except ValueError:
        return
    yield from ((public, raw) for public in keys.publics(purpose) if key_id(public) == wanted)
