"""The hash functions of a log, by number: the number is stored with every digest, so a log can outlive its hash.

Both give 32 bytes from 64-byte blocks, so trees and proofs are the same code. RFC 9162 and C2SP know SHA-256 only;
SM3 (GB/T 32905-2016) serves the twin log that Chinese cryptography rules ask for, under an origin of its own.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes

DIGEST_SIZE = 32


@dataclass(frozen=True)
class Suite:
    """A hash function H: bytes → 32 bytes, its number and its name."""

    id: int
    name: str
    digest: Callable[[bytes], bytes]


def _sha256(message: bytes) -> bytes:
    return hashlib.sha256(message).digest()


_EMPTY = hashes.Hash(hashes.SM3())  # not hashlib: whether that knows SM3 depends on how Python was built


def _sm3(message: bytes) -> bytes:
    sponge = _EMPTY.copy()
    sponge.update(message)
    return sponge.finalize()


SHA256 = Suite(1, "SHA-256", _sha256)
SM3 = Suite(2, "SM3", _sm3)
SUITES = {suite.id: suite for suite in (SHA256, SM3)}
