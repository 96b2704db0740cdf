"""The k least tickets of very many subjects, in memory O(k) beyond the ids: what a draw of one stratum is (docs/vdr1.md §8).

Only the first 64 bits of each ticket are looked at on the way; a bound that falls as better ones are found throws nearly all of them
away at once. Those that stay, ties of the 64 bits included, are then compared as whole tickets, so the answer is exactly the one of
sorting everybody. With numba and SHA-256 the tickets are computed many at a time (`lanes`); without it one by one, by OpenSSL.
"""

from collections.abc import Callable
from importlib.util import find_spec
from pkgutil import resolve_name
from typing import Any

import numpy as np
import numpy.typing as npt

from yicha.engines.draw.hashing import DIGEST_SIZE, SHA256, Suite

Ids = npt.NDArray[np.bytes_]
Heads = npt.NDArray[np.uint64]
Reader = Callable[[Ids], Heads]
AT_ONCE = 1 << 16
SLACK = 4  # how many times k may wait, plus a part of what is read at once, before they are cut down to k


def ids_of(sids: list[str]) -> Ids:
    """A column of ids: ASCII, in cells as wide as the longest."""
    return np.array([sid.encode() for sid in sids], dtype=np.bytes_)


def least(suite: Suite, key: bytes, ids: Ids, count: int, *, lanes: bool | None = None) -> list[tuple[int, str]]:
    """The `count` least (ticket, sid) in ascending order; all of them if there are no more.

    `lanes`: whether to compute many tickets at a time; None: where that can be done.
    """
    read = _reader(suite, key, ids, lanes=lanes)
    places, heads = np.empty(0, np.int64), np.empty(0, np.uint64)
    bound = np.uint64(2**64 - 1)
    for start in range(0, len(ids), AT_ONCE):
        found = read(ids[start : start + AT_ONCE])
        near = np.flatnonzero(found <= bound)
        places, heads = np.concatenate((places, near + start)), np.concatenate((heads, found[near]))
        if len(heads) > count * SLACK + AT_ONCE // SLACK:
            places, heads, bound = _cut(places, heads, count)
    places, heads, bound = _cut(places, heads, count)
    near = ids[places].tolist()
    order = sorted((suite.digest(key + sid), sid) for sid in near)[:count]
    return [(int.from_bytes(ticket, "big"), sid.decode()) for ticket, sid in order]


def _cut(places: npt.NDArray[np.int64], heads: Heads, count: int) -> tuple[npt.NDArray[np.int64], Heads, np.uint64]:
    """Those whose first 64 bits are not above the count-th least: never fewer than count, more where they tie."""
    if len(heads) <= count:
        return places, heads, np.uint64(2**64 - 1)
    if not count:
        return places[:0], heads[:0], np.uint64(0)
    bound = np.partition(heads, count - 1)[count - 1]
    kept = heads <= bound
    return places[kept], heads[kept], bound


def _reader(suite: Suite, key: bytes, ids: Ids, *, lanes: bool | None) -> Reader:
    can = suite is SHA256 and ids.dtype.itemsize <= _WIDEST and find_spec("numba") is not None
    if can if lanes is None else lanes:
        reader: Any = resolve_name("yicha.engines.draw.lanes:reader")
        made: Reader = reader(key)
        return made
    return lambda some: _one_by_one(suite, key, some)


_WIDEST = 23  # key, id and SHA-256's own ending in one block of 64 bytes


def _one_by_one(suite: Suite, key: bytes, ids: Ids) -> Heads:
    digest = suite.digest
    tickets = b"".join([digest(key + sid) for sid in ids.tolist()])
    return np.frombuffer(tickets, dtype=">u8")[:: DIGEST_SIZE // 8].astype(np.uint64)
