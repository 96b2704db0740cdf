"""The only source of chance: a hash function, used with a tag for each purpose (docs/vdr1.md §1).

Two suites with the same shape (64-byte blocks, 32 bytes out), so everything above is the same code: SHA-256 (FIPS 180-4)
and SM3 (GB/T 32905-2016). The number of the suite is stored in every manifest.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives import hashes

from yicha.engines.draw.errors import DrawError

DIGEST_SIZE = 32


def u32(number: int) -> bytes:
    """Four bytes, big-endian."""
    return number.to_bytes(4, "big")


def prefixed(field: bytes) -> bytes:
    """A field with its length before it, so that no two lists of fields give the same bytes."""
    return u32(len(field)) + field


@dataclass(frozen=True)
class Suite:
    """A hash function H: bytes → 32 bytes, its number and its name."""

    number: int
    name: str
    digest: Callable[[bytes], bytes]

    def tagged(self, tag: str, *fields: bytes) -> bytes:
        """HF(tag, fields): the hash of the fields for one purpose."""
        return self.digest(_opening(tag, len(fields)) + b"".join([_length(len(field)) + field for field in fields]))

    def opening(self, tag: str, count: int) -> bytes:
        """What stands before the fields of HF(tag, …count fields…): for loops that hash many."""
        return _opening(tag, count)


@cache
def _length(size: int) -> bytes:
    return u32(size)


@cache
def _opening(tag: str, count: int) -> bytes:
    return prefixed(b"VDR1/" + tag.encode()) + u32(count)


def _sha256(message: bytes) -> bytes:
    return hashlib.sha256(message).digest()


def _sm3(message: bytes) -> bytes:
    sponge = hashes.Hash(hashes.SM3())  # not hashlib: whether that knows SM3 depends on how Python was built
    sponge.update(message)
    return sponge.finalize()


SHA256 = Suite(1, "SHA-256", _sha256)
SM3 = Suite(2, "SM3", _sm3)
SUITES = {suite.number: suite for suite in (SHA256, SM3)}


def suite_of(number: int) -> Suite:
    """The suite with this number; DrawError if there is none."""
    try:
        return SUITES[number]
    except KeyError:
        raise DrawError(f"没有第 {number} 号算法套件", f"no suite has number {number}") from None


def suite_named(name: str) -> Suite:
    """The suite with this name, `SHA-256` or `SM3`; DrawError if there is none."""
    found = next((suite for suite in SUITES.values() if suite.name == name), None)
    if found is None:
        raise DrawError(f"没有名为 {name} 的算法套件", f"no suite is called {name}")
    return found
