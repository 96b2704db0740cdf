import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import SHA256, SM3, SUITES, Suite, prefixed, suite_named, suite_of, u32
from yicha.engines.draw.tests import twin

FIELDS = st.lists(st.binary(max_size=70), max_size=5)
TAGS = st.text("abcdefgh#1", min_size=1, max_size=9)


@given(st.binary(max_size=300))
def test_both_suites_hash_like_the_twin(message: bytes) -> None:
    assert SHA256.digest(message) == hashlib.sha256(message).digest()
    assert SM3.digest(message) == twin.sm3(message)


@given(TAGS, FIELDS, st.sampled_from([SHA256, SM3]))
def test_tagged_hash_is_the_page_s(tag: str, fields: list[bytes], suite: Suite) -> None:
    assert suite.tagged(tag, *fields) == twin.hf(suite.number, tag, *fields)


@given(TAGS, FIELDS, TAGS, FIELDS)
def test_no_two_lists_of_fields_are_hashed_alike(tag: str, fields: list[bytes], other_tag: str, other: list[bytes]) -> None:
    same = (tag, fields) == (other_tag, other)
    assert (SHA256.tagged(tag, *fields) == SHA256.tagged(other_tag, *other)) is same


def test_opening_is_what_stands_before_the_fields() -> None:
    assert SHA256.digest(SHA256.opening("leaf", 2) + prefixed(b"a") + prefixed(b"")) == SHA256.tagged("leaf", b"a", b"")


def test_numbers_are_four_bytes_big_endian() -> None:
    assert u32(258) == b"\x00\x00\x01\x02"
    assert prefixed(b"ab") == b"\x00\x00\x00\x02ab"


def test_suites_by_number() -> None:
    assert [(number, suite.name) for number, suite in SUITES.items()] == [(1, "SHA-256"), (2, "SM3")]
    assert suite_of(1) is SHA256
    assert suite_of(2) is SM3


def test_suites_by_name() -> None:
    assert (suite_named("SHA-256"), suite_named("SM3")) == (SHA256, SUITES[2])
    with pytest.raises(DrawError, match=r"^没有名为 sm3 的算法套件 · no suite is called sm3$"):
        suite_named("sm3")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_an_unknown_suite_is_refused(number: int) -> None:
    with pytest.raises(DrawError, match=rf"^没有第 {number} 号算法套件 · no suite has number {number}$"):
        suite_of(number)
