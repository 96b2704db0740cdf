"""Tickets: each subject's place in the queue, fixed by the seed alone (docs/vdr1.md §8).

T(sid) = H(K ‖ sid) as an integer. It does not depend on the list, its order, the stratum or the department, so deleting
a subject changes nobody else's ticket, and lines that share a key share their low tickets.
"""

from collections.abc import Sequence
from pkgutil import resolve_name

from yicha.engines.draw.hashing import Suite

MANY = 100_000
"""From so many on, loading numpy is worth its tenth of a second."""


def ticket_of(suite: Suite, key: bytes, sid: str) -> int:
    """The ticket of one subject or visit: 256 bits."""
    return int.from_bytes(suite.digest(key + sid.encode()), "big")


def tickets_of(suite: Suite, key: bytes, sids: Sequence[str]) -> list[bytes]:
    """The tickets as 32 bytes each, big-endian: they sort like the integers. About 0.4 µs of CPU each with SHA-256."""
    digest = suite.digest
    return [digest(key + sid.encode()) for sid in sids]


def ticket_order(tickets: Sequence[bytes], sids: Sequence[str]) -> list[int]:
    """The places of the subjects ascending by (ticket, sid)."""
    if len(sids) < MANY:
        return sorted(range(len(sids)), key=lambda place: (tickets[place], sids[place]))
    fast: list[int] = resolve_name("yicha.engines.draw.many:order_of_many")(tickets, sids)
    return fast
