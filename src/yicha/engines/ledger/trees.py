"""The Merkle tree of RFC 9162 §2.1.1, and the making of proofs.

For leaves d_0 … d_{n-1}, with k the largest power of two below n:

    MTH({})   = H("")
    MTH({d})  = H(0x00 ‖ d)                              a leaf
    MTH(D_n)  = H(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n]))      a node

The two prefixes keep a leaf from ever passing for a node (second-preimage, §2.1.1). Everything below works on leaf
*hashes* H(0x00 ‖ d), never on bodies, so a log of secrets can be audited without them.

A **full subtree** (level l, index i) covers the leaves [i·2^l, (i+1)·2^l); it never changes once it is full. Every range
that a proof needs is a run of at most 2·log2(n) of them. `Tree` asks for them one by one, so they may lie in memory, in a
table or in files; a proof costs O(log² n) look-ups and hashes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yicha.engines.ledger.suites import DIGEST_SIZE, SHA256, Suite

SIZE_BYTES = 8
FullSubtree = Callable[[int, int], bytes]


def leaf_hash(body: bytes, suite: Suite = SHA256) -> bytes:
    """H(0x00 ‖ body), 32 bytes."""
    return suite.digest(b"\x00" + body)


def node_hash(left: bytes, right: bytes, suite: Suite = SHA256) -> bytes:
    """H(0x01 ‖ left ‖ right), 32 bytes."""
    return suite.digest(b"\x01" + left + right)


@dataclass(frozen=True)
class Frontier:
    """All that is needed to go on appending: the roots of the full subtrees, largest first, one for each 1 bit of `size`.

    An append costs O(log n) at worst and one hash on average; so does `root`. Immutable: an append gives a new one.
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()
    suite: Suite = SHA256

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf hash."""
        return self.grow(leaf)[0]

    def grow(self, leaf: bytes) -> tuple["Frontier", tuple[bytes, ...]]:
        """The frontier with one more leaf hash, and the full subtrees that it completes.

        The l-th of them is (level l, index size >> l) of `Tree`: who stores them can make proofs later.
        """
        roots, done, size = list(self.roots), [leaf], self.size
        while size & 1:
            done.append(node_hash(roots.pop(), done[-1], self.suite))
            size >>= 1
        return Frontier(self.size + 1, (*roots, done[-1]), self.suite), tuple(done)

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier with these leaf hashes appended in order."""
        grown = self
        for leaf in leaves:
            grown = grown.append(leaf)
        return grown

    def root(self) -> bytes:
        """MTH of everything appended so far."""
        return _fold(self.roots, self.suite)

    def dump(self) -> bytes:
        """Size as 8 bytes, most significant first, then the roots. `load` reads it."""
        return self.size.to_bytes(SIZE_BYTES, "big") + b"".join(self.roots)

    @classmethod
    def load(cls, dumped: bytes, suite: Suite = SHA256) -> "Frontier":
        """What `dump` wrote; ValueError if the number of roots does not fit the size."""
        size = int.from_bytes(dumped[:SIZE_BYTES], "big")
        if len(dumped) != SIZE_BYTES + DIGEST_SIZE * size.bit_count():
            raise ValueError("not a frontier: length and size do not agree")
        cuts = pairwise(range(SIZE_BYTES, len(dumped) + 1, DIGEST_SIZE))
        return cls(size, tuple(dumped[start:end] for start, end in cuts), suite)


@dataclass(frozen=True)
class Tree:
    """A tree of `size` leaves whose full subtrees can be asked for: `node(level, index)`.

    `at(n)` is the tree as it was when it had n leaves, so proofs for any earlier checkpoint come from the same nodes.
    """

    size: int
    node: FullSubtree
    suite: Suite = SHA256

    @classmethod
    def of(cls, leaves: Iterable[bytes], suite: Suite = SHA256) -> "Tree":
        """In memory, from leaf hashes: n - 1 hashes at most, 64 bytes a leaf."""
        levels = [list(leaves)]
        while len(levels[-1]) > 1:
            below = levels[-1]
            pairs = zip(below[::2], below[1::2], strict=False)
            levels.append([node_hash(left, right, suite) for left, right in pairs])
        return cls(len(levels[0]), lambda level, index: levels[level][index], suite)

    def at(self, size: int) -> "Tree":
        """The same tree when it had `size` leaves. IndexError if it never had as many."""
        if not 0 <= size <= self.size:
            raise IndexError(f"{size} leaves of {self.size}")
        return replace(self, size=size)

    def root(self) -> bytes:
        """MTH(D_n)."""
        return self.range_root(0, self.size)

    def range_root(self, start: int, end: int) -> bytes:
        """MTH(D[start:end]) of a subtree (`is_subtree`)."""
        roots = []
        while start < end:
            level = (end - start).bit_length() - 1
            roots.append(self.node(level, start >> level))
            start += 1 << level
        return _fold(roots, self.suite)

    def inclusion_proof(self, index: int) -> list[bytes]:
        """PATH(index, D_n) of §2.1.3.1: the siblings from the leaf upwards, at most ⌈log2 n⌉. IndexError if outside."""
        if not 0 <= index < self.size:
            raise IndexError(f"leaf {index} of {self.size}")
        siblings, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                siblings.append(self.range_root(middle, end))
                end = middle
            else:
                siblings.append(self.range_root(start, middle))
                start = middle
        return siblings[::-1]

    def consistency_proof(self, old: int, *, start: int = 0) -> list[bytes]:
        """PROOF(old, D_n) of §2.1.4.1: hashes that show the first `old` leaves to be a prefix; at most ⌈log2 n⌉ + 1.

        With `start`, SUBTREE_PROOF(start, old, D_n) of the merkle-tree-certs draft §4.4: the subtree [start, old) is
        where the tree says it is. IndexError unless [start, old) is a subtree and old <= n.
        """
        if not (is_subtree(start, old) and old <= self.size):
            raise IndexError(f"leaves {start} to {old} of {self.size}")
        siblings, low, high = [], 0, self.size
        known = True  # the verifier holds the root of [start, old); once it is cut in two, only of its parts
        while (low, high) != (start, old):
            middle = low + _split(high - low)
            if old <= middle:
                siblings.append(self.range_root(middle, high))
                high = middle
            else:
                siblings.append(self.range_root(low, middle))
                known = known and middle <= start
                low, start = middle, max(start, middle)
        return ([] if known else [self.range_root(low, high)]) + siblings[::-1]


def is_subtree(start: int, end: int) -> bool:
    """Is [start, end) a subtree: not empty, and start a multiple of the least power of two not below its length?"""
    return 0 <= start < end and start % (1 << (end - start - 1).bit_length()) == 0


def _fold(roots: Sequence[bytes], suite: Suite) -> bytes:
    """One root over a run of full subtrees, largest first."""
    if not roots:
        return suite.digest(b"")
    *rest, total = roots
    for left in reversed(rest):
        total = node_hash(left, total, suite)
    return total


def _split(size: int) -> int:
    """The largest power of two below `size` (> 1)."""
    return 1 << ((size - 1).bit_length() - 1)


def root_of(leaves: Iterable[bytes], suite: Suite = SHA256) -> bytes:
    """MTH of these leaf hashes, in O(log n) memory."""
    return Frontier(suite=suite).extend(leaves).root()


def inclusion_proof(index: int, leaves: Sequence[bytes], suite: Suite = SHA256) -> list[bytes]:
    """The proof that leaf `index` is in the tree of all these leaf hashes. O(n): for more than one, keep a `Tree`."""
    return Tree.of(leaves, suite).inclusion_proof(index)


def consistency_proof(old: int, leaves: Sequence[bytes], suite: Suite = SHA256) -> list[bytes]:
    """The proof that the first `old` of these leaf hashes are a prefix of all. O(n): for more than one, keep a `Tree`."""
    return Tree.of(leaves, suite).consistency_proof(old)
