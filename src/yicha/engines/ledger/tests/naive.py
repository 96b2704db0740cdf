"""RFC 9162 §2.1 word for word: recursive, over lists, as slow as it is plain. The twin of the engine."""

from collections.abc import Sequence

from yicha.engines.ledger import SHA256, Suite


def split(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def mth(bodies: Sequence[bytes], suite: Suite = SHA256) -> bytes:
    if not bodies:
        return suite.digest(b"")
    if len(bodies) == 1:
        return suite.digest(b"\x00" + bodies[0])
    k = split(len(bodies))
    return suite.digest(b"\x01" + mth(bodies[:k], suite) + mth(bodies[k:], suite))


def path(m: int, bodies: Sequence[bytes]) -> list[bytes]:
    if len(bodies) == 1:
        return []
    k = split(len(bodies))
    if m < k:
        return [*path(m, bodies[:k]), mth(bodies[k:])]
    return [*path(m - k, bodies[k:]), mth(bodies[:k])]


def subproof(start: int, end: int, bodies: Sequence[bytes], *, known: bool = True) -> list[bytes]:
    n = len(bodies)
    if (start, end) == (0, n):
        return [] if known else [mth(bodies)]
    k = split(n)
    if end <= k:
        return [*subproof(start, end, bodies[:k], known=known), mth(bodies[k:])]
    if k <= start:
        return [*subproof(start - k, end - k, bodies[k:], known=known), mth(bodies[:k])]
    return [*subproof(0, end - k, bodies[k:], known=False), mth(bodies[:k])]
