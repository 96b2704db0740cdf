import hashlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw import lanes
from yicha.engines.draw import least as module
from yicha.engines.draw.hashing import SHA256, SM3, Suite
from yicha.engines.draw.least import ids_of, least
from yicha.engines.draw.tests.making import sid_of
from yicha.engines.draw.tickets import ticket_of

KEY = hashlib.sha256(b"key").digest()
SIDS = st.lists(st.from_regex(r"[A-Z0-9][A-Z0-9:._-]{0,22}", fullmatch=True), unique=True, max_size=80)


def cut_off(size: int) -> Suite:
    """A hash of `size` bytes, the rest zero: it makes tickets tie."""
    return Suite(9, "cut off", lambda message: hashlib.sha256(message).digest()[:size] + bytes(32 - size))


HIGHEST = Suite(8, "highest", lambda _: b"\xff" * 32)
"""Every ticket the greatest there is."""


def by_definition(suite: Suite, sids: list[str], count: int) -> list[tuple[int, str]]:
    return sorted((ticket_of(suite, KEY, sid), sid) for sid in sids)[:count]


@given(SIDS, st.integers(0, 90), st.sampled_from([SHA256, SM3, cut_off(0), cut_off(1), HIGHEST]))
def test_the_least_are_the_first_of_all_sorted(sids: list[str], count: int, suite: Suite) -> None:
    assert least(suite, KEY, ids_of(sids), count, lanes=False) == by_definition(suite, sids, count)


@pytest.mark.parametrize("suite", [SHA256, cut_off(1), cut_off(2), HIGHEST])
@pytest.mark.parametrize("count", [0, 1, 7, 700, 3000])
def test_many_parts_give_what_one_gives(suite: Suite, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 64)
    sids = [sid_of(number * 7919 % 10_000) for number in range(3000)]
    assert least(suite, KEY, ids_of(sids), count, lanes=False) == by_definition(suite, sids, count)


@pytest.mark.xdist_group("lanes")  # compiled once
@given(SIDS, st.binary(min_size=32, max_size=32))
def test_side_by_side_is_one_by_one(sids: list[str], key: bytes) -> None:
    expected = [int.from_bytes(hashlib.sha256(key + sid.encode()).digest()[:8], "big") for sid in sids]
    assert lanes.reader(key)(ids_of(sids)).tolist() == expected


@pytest.mark.xdist_group("lanes")
def test_side_by_side_over_the_edges_of_its_parts() -> None:
    sids = [sid_of(number) for number in range(2 * lanes.AT_ONCE + 3)]
    assert least(SHA256, KEY, ids_of(sids), 50, lanes=True) == by_definition(SHA256, sids, 50)


def test_long_ids_are_taken_one_by_one() -> None:
    sids = [f"{'X' * 60}{number:03d}" for number in range(200)]
    assert least(SHA256, KEY, ids_of(sids), 9) == by_definition(SHA256, sids, 9)


def test_the_constants_are_those_of_the_standard() -> None:
    assert [hex(word) for word in lanes.START[:2]] == ["0x6a09e667", "0xbb67ae85"]
    assert [hex(word) for word in lanes.STEPS[[0, 63]]] == ["0x428a2f98", "0xc67178f2"]


def test_memory_does_not_grow_with_those_who_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept on the way stays below a few times k."""
    kept: list[int] = []
    cut = module._cut

    def counted(places: Any, heads: Any, count: int) -> Any:
        kept.append(len(heads))
        return cut(places, heads, count)

    monkeypatch.setattr(module, "_cut", counted)
    monkeypatch.setattr(module, "AT_ONCE", 512)
    least(SHA256, KEY, np.array([f"S{number:06d}".encode() for number in range(60_000)]), 100, lanes=False)
    assert max(kept) <= 100 * module.SLACK + 2 * 512
