"""Commitment of a list: a bucketed, index-addressed Merkle tree (名录承诺, docs/vdr1.md §4).

Each name has exactly one possible place, given by a hash of the name. So under one root no name can have two records,
a record can be proven, and the *absence* of a name can be proven, without trusting that the list was sorted honestly.

The tree has 2^h buckets of 8 to 16 entries on average: a proof is h·32 + about 12·64 bytes, 1.5 kB for a million names.
Building costs three hashes a name and one sort: O(n log n); about 3 µs of CPU a name.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import DIGEST_SIZE, Suite, prefixed, u32

_LEAF, _NODE = b"\x00", b"\x01"
_IDX_BITS = DIGEST_SIZE * 8
_ENTRY = 2 * DIGEST_SIZE
_MOST = 2**32 - 1


@dataclass(frozen=True)
class Proof:
    """That a name has this commitment, or is absent, under a root. `bucket` holds (idx, com); `path` goes from leaf to top."""

    n: int
    h: int
    bucket: tuple[tuple[bytes, bytes], ...]
    path: tuple[bytes, ...]


def height(n: int) -> int:
    """Levels above the buckets of a tree of n entries."""
    return max(0, (n // 8).bit_length() - 1)


def bucket_of(idx: bytes, h: int) -> int:
    """The first h bits of idx."""
    return int.from_bytes(idx, "big") >> (_IDX_BITS - h)


class Directory:
    """A committed list. DrawError if a name stands twice.

    >>> from yicha.engines.draw.hashing import SHA256
    >>> Directory(SHA256, "D1", [("A", b"a" * 32)]).root.hex()[:16]
    '25d6bc3dbb1dee0b'
    """

    def __init__(self, suite: Suite, name: str, entries: Iterable[tuple[str, bytes]]) -> None:
        """`name` of the directory; entries (name, commitment of 32 bytes) in any order."""
        self._suite = suite
        self._name = name
        opening = suite.opening("idx", 2) + prefixed(name.encode())
        digest = suite.digest
        ordered = sorted(digest(opening + prefixed(entry.encode())) + com for entry, com in entries)
        if any(a[:DIGEST_SIZE] == b[:DIGEST_SIZE] for a, b in pairwise(ordered)):
            raise DrawError("名录中有重复的编号", "a name stands twice in the list")
        self.n = len(ordered)
        self.h = height(self.n)
        # Sorted by idx, so those of a bucket stand together. One text of bytes takes a third of a list of them.
        self._starts = array("I", [bisect_left(ordered, self._first_idx(place)) for place in range(1 << self.h)] + [self.n])
        self._entries = b"".join(ordered)

    @cached_property
    def root(self) -> bytes:
        """The 32 bytes that bind the whole list."""
        return _root(self._suite, self.n, self.h, self._levels[-1][0])

    def prove(self, name: str) -> Proof:
        """Proof of the record or of the absence of a name."""
        place = bucket_of(index_of(self._suite, self._name, name), self.h)
        path = tuple(level[(place >> depth) ^ 1] for depth, level in enumerate(self._levels[:-1]))
        found = self._bucket(place)
        parts = [found[at : at + DIGEST_SIZE] for at in range(0, len(found), DIGEST_SIZE)]
        bucket = tuple(zip(parts[::2], parts[1::2], strict=True))
        return Proof(self.n, self.h, bucket, path)

    @cached_property
    def _levels(self) -> list[list[bytes]]:
        levels = [[_leaf_hash(self._suite, self._bucket(place)) for place in range(1 << self.h)]]
        while len(levels[-1]) > 1:
            below = levels[-1]
            levels.append([self._suite.digest(_NODE + a + b) for a, b in zip(below[::2], below[1::2], strict=True)])
        return levels

    def _bucket(self, place: int) -> bytes:
        """Its entries, each idx and com."""
        return self._entries[self._starts[place] * _ENTRY : self._starts[place + 1] * _ENTRY]

    def _first_idx(self, place: int) -> bytes:
        return (place << (_IDX_BITS - self.h)).to_bytes(DIGEST_SIZE, "big")


def index_of(suite: Suite, directory: str, name: str) -> bytes:
    """The place of a name in a directory."""
    return suite.tagged("idx", directory.encode(), name.encode())


def check_proof(suite: Suite, root: bytes, idx: bytes, proof: Proof) -> bytes | None:
    """The commitment proven for idx, or None if its absence is proven; DrawError if the proof does not hold."""
    place = _checked_place(idx, proof)
    top = _leaf_hash(suite, b"".join([entry + com for entry, com in proof.bucket]))
    for depth, sibling in enumerate(proof.path):
        top = suite.digest(_NODE + (sibling + top if place >> depth & 1 else top + sibling))
    if _root(suite, proof.n, proof.h, top) != root:
        raise DrawError("名录证明与根不符", "the proof does not lead to the root")
    return dict(proof.bucket).get(idx)


def _checked_place(idx: bytes, proof: Proof) -> int:
    keys = [key for key, _ in proof.bucket]
    sizes = {len(part) for part in (idx, *proof.path, *(part for entry in proof.bucket for part in entry))}
    holds = (
        len(keys) <= proof.n <= _MOST
        and proof.h == height(proof.n) == len(proof.path)
        and sizes == {DIGEST_SIZE}
        and all(a < b for a, b in pairwise(keys))
        and {bucket_of(key, proof.h) for key in keys} <= {bucket_of(idx, proof.h)}
    )
    if not holds:
        raise DrawError("名录证明的形状不对", "the proof has not the shape of a proof")
    return bucket_of(idx, proof.h)


def _leaf_hash(suite: Suite, entries: bytes) -> bytes:
    return suite.digest(_LEAF + u32(len(entries) // _ENTRY) + entries)


def _root(suite: Suite, n: int, h: int, top: bytes) -> bytes:
    return suite.tagged("dir", u32(n), u32(h), top)
