"""The verifier's half of RFC 9162 §2.1: integers and hashes only, no tree.

What a proof does *not* show: a root does not say how many leaves are below it, so a size that leads to the same path
passes too (leaf 0 in a tree of 5 or of 6). Take size and root from one signed checkpoint, never the size from the prover.
Cost: O(log n) hashes. A malformed proof is false, never an error.
"""

from collections.abc import Sequence

from yicha.engines.ledger.suites import DIGEST_SIZE, SHA256, Suite
from yicha.engines.ledger.trees import is_subtree, node_hash


def is_included(  # noqa: PLR0913 -- what the RFC compares: a place, a tree head, a proof
    index: int, leaf: bytes, size: int, root: bytes, proof: Sequence[bytes], *, suite: Suite = SHA256
) -> bool:
    """§2.1.3.2: is the leaf hash at `index` of the tree with this size and root?"""
    if not (0 <= index < size and _are_hashes(leaf, *proof)):
        return False
    low, high, total = index, size - 1, leaf
    for sibling in proof:
        if high == 0:
            return False
        if low & 1 or low == high:
            total = node_hash(sibling, total, suite)
            while low and not low & 1:
                low, high = low >> 1, high >> 1
        else:
            total = node_hash(total, sibling, suite)
        low, high = low >> 1, high >> 1
    return high == 0 and total == root


def is_consistent(  # noqa: PLR0913 -- what the RFC compares: two tree heads, a proof
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes], *, suite: Suite = SHA256
) -> bool:
    """§2.1.4.2: is the tree of `old` leaves a prefix of the tree of `new` leaves?

    Nothing is provable of an empty tree, so old = 0 is false: whoever holds no checkpoint yet has nothing to compare.
    """
    return old > 0 and is_subtree_consistent(0, old, old_root, new, new_root, proof, suite=suite)


def is_subtree_consistent(  # noqa: PLR0913, PLR0917 -- what the draft compares: a subtree, a tree head, a proof
    start: int, end: int, subtree_root: bytes, size: int, root: bytes, proof: Sequence[bytes], *, suite: Suite = SHA256
) -> bool:
    """Merkle-tree-certs draft §4.4: are the leaves [start, end) of the tree the ones under `subtree_root`?

    An empty range has the empty root and needs no proof.
    """
    if start == end:
        return 0 <= end <= size and subtree_root == suite.digest(b"") and not proof
    if not (is_subtree(start, end) and end <= size and _are_hashes(*proof)):
        return False
    first, last, top = _skip_shared(start, end - 1, size - 1)
    path = [subtree_root, *proof] if first == last else list(proof)
    return bool(path) and _climb(path, first, last, top, suite) == (subtree_root, root)


def _skip_shared(first: int, last: int, top: int) -> tuple[int, int, int]:
    """Go up while the path is inside the old tree's full right edge, where both trees have the same nodes."""
    while first != last and (last & 1 or last == top):
        first, last, top = first >> 1, last >> 1, top >> 1
    return first, last, top


def _climb(path: Sequence[bytes], first: int, last: int, top: int, suite: Suite) -> tuple[bytes, bytes] | None:
    """Old and new root as the path gives them; None if it is too short or too long."""
    old = new = path[0]
    for sibling in path[1:]:
        if top == 0:
            return None
        if last & 1 or last == top:
            if first < last:
                old = node_hash(sibling, old, suite)
            new = node_hash(sibling, new, suite)
            while last and not last & 1:
                first, last, top = first >> 1, last >> 1, top >> 1
        else:
            new = node_hash(new, sibling, suite)
        first, last, top = first >> 1, last >> 1, top >> 1
    return (old, new) if top == 0 else None


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == DIGEST_SIZE for value in values)
