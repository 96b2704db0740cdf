"""What is sealed comes back whole or not at all."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.config.sealed import MAGIC, PIECE, PREFIX, SALT, TAG, Unsealable, seal, unseal

WORD = "口令".encode()
HEAD = len(MAGIC) + SALT + PREFIX


def sealed(content: bytes, word: bytes = WORD) -> bytes:
    target = io.BytesIO()
    seal(io.BytesIO(content), target, word)
    return target.getvalue()


def opened(content: bytes, word: bytes = WORD) -> bytes:
    target = io.BytesIO()
    unseal(io.BytesIO(content), target, word)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_any_size_comes_back(size: int) -> None:
    content = bytes(index * 31 % 251 for index in range(size))
    assert opened(sealed(content)) == content


def test_twice_is_never_the_same() -> None:
    assert sealed(b"content") != sealed(b"content")


def test_another_word_opens_nothing() -> None:
    with pytest.raises(Unsealable):
        opened(sealed(b"content"), b"another")


TWO_PIECES = sealed(bytes(PIECE) + b"end")


@settings(max_examples=20, deadline=None)
@given(place=st.integers(0, len(TWO_PIECES) - 1))
def test_a_changed_byte_is_refused(place: int) -> None:
    changed = bytearray(TWO_PIECES)
    changed[place] ^= 1
    with pytest.raises(Unsealable):
        opened(bytes(changed))


@pytest.mark.parametrize("length", [0, HEAD - 1, HEAD, HEAD + 5, HEAD + PIECE + TAG, len(TWO_PIECES) - 1])
def test_what_is_cut_off_is_refused_even_between_two_pieces(length: int) -> None:
    with pytest.raises(Unsealable):
        opened(TWO_PIECES[:length])


def test_pieces_cannot_change_places() -> None:
    three = sealed(bytes(PIECE) + b"\1" * PIECE + b"end")
    first, second = three[HEAD : HEAD + PIECE + TAG], three[HEAD + PIECE + TAG : HEAD + 2 * (PIECE + TAG)]
    with pytest.raises(Unsealable):
        opened(three[:HEAD] + second + first + three[HEAD + 2 * (PIECE + TAG) :])
