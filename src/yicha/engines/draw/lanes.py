"""SHA-256 of many short messages side by side, with numba: the first 64 bits of the tickets H(key ‖ sid), one block each (FIPS 180-4 §6.2).

One loop over the messages whose body has no branch and no inner loop, so that the compiler turns it into the processor's vector
instructions: eight or sixteen messages at a time. The key fixes the first eight words of each block, hence also the state after eight
steps, which is computed once. Loaded only where numba is; `hashing` is the definition, and the tests hold both equal.
"""

from collections.abc import Callable
from typing import Any, Final

import numba
import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]
AT_ONCE: Final = 4096  # messages whose words stay in the cache
KEY_WORDS: Final = 8
WIDEST: Final = 23  # bytes of an id that still fits into one block with the key and the ending


def _roots(power: int, count: int, bits: int = 32) -> list[int]:
    """The first bits of the fractions of the square (2) or cube (3) roots of the first primes: the constants of the standard."""
    primes = [n for n in range(2, 312) if all(n % d for d in range(2, int(n**0.5) + 1))][:count]
    return [_root(prime << bits * power, power) % (1 << bits) for prime in primes]


def _root(number: int, power: int) -> int:
    low, high = 0, 1 << (number.bit_length() // power + 1)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**power <= number else (low, middle)
    return low


START: Final = np.array(_roots(2, 8), np.uint32)
STEPS: Final = np.array(_roots(3, 64), np.uint32)


def reader(key: bytes) -> Callable[[npt.NDArray[np.bytes_]], npt.NDArray[np.uint64]]:
    """What computes the first 64 bits of the tickets of a column of ids (each of at most 23 bytes), for one key of 32 bytes."""
    words = np.frombuffer(key, dtype=">u4").astype(np.uint32)
    state = _state_after(words)

    def read(ids: npt.NDArray[np.bytes_]) -> npt.NDArray[np.uint64]:
        parts = [_heads(state, words, _blocks(ids[start : start + AT_ONCE])) for start in range(0, len(ids), AT_ONCE)]
        return np.concatenate(parts) if parts else np.empty(0, np.uint64)

    return read


def _blocks(ids: npt.NDArray[np.bytes_]) -> Words:
    """Words 8 to 13 and 15 of each block, a column for each id: the id, one set bit, zeros; the length in bits."""
    sizes = np.char.str_len(ids)
    cells = np.zeros((len(ids), WIDEST + 1), np.uint8)
    cells[:, : ids.dtype.itemsize] = np.ascontiguousarray(ids).view(np.uint8).reshape(len(ids), ids.dtype.itemsize)
    if sizes.min() == ids.dtype.itemsize:
        cells[:, ids.dtype.itemsize] = 0x80  # codes of 18 characters: the common case, twice as fast
    else:
        cells[np.arange(len(ids)), sizes] = 0x80
    blocks = np.empty((7, len(ids)), np.uint32)  # words of different ids side by side: the compiler wants them so
    blocks[:6], blocks[6] = cells.view(">u4").T, (sizes + 4 * KEY_WORDS) * 8
    return blocks


def _heads(state: Words, key: Words, blocks: Words) -> npt.NDArray[np.uint64]:
    heads = np.empty((2, blocks.shape[1]), np.uint32)
    _words(state, key, blocks, heads)
    high: npt.NDArray[np.uint64] = heads[0].astype(np.uint64) << np.uint64(32)
    tickets: npt.NDArray[np.uint64] = high | heads[1]
    return tickets


def _state_after(words: Words) -> Words:
    """The state after the steps that only see the key."""
    a, b, c, d, e, f, g, h = (int(word) for word in START)
    for step in range(KEY_WORDS):
        one = h + (_turn(e, 6) ^ _turn(e, 11) ^ _turn(e, 25)) + ((e & f) ^ (~e & g)) + int(STEPS[step]) + int(words[step])
        two = (_turn(a, 2) ^ _turn(a, 13) ^ _turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
        a, b, c, d, e, f, g, h = (one + two) % 2**32, a, b, c, (d + one) % 2**32, e, f, g
    return np.array([a, b, c, d, e, f, g, h], np.uint32)


def _turn(word: int, places: int) -> int:
    return (word >> places | word << (32 - places)) % 2**32


# Put into one another by LLVM: by numba itself they take four times as long to compile, and run no quicker.
@numba.njit(forceinline=True)
def _turned(word: Any, places: Any) -> Any:
    return np.uint32((word >> np.uint32(places)) | (word << np.uint32(32 - places)))


@numba.njit(forceinline=True)
def _step(state: Any, place: Any, word: Any) -> Any:
    """One step of §6.2.2. numba widens sums to 64 bits, so each is cut back to 32."""
    a, b, c, d, e, f, g, h = state
    chosen = ((f ^ g) & e) ^ g
    one = np.uint32(h + (_turned(e, 6) ^ _turned(e, 11) ^ _turned(e, 25)) + chosen + STEPS[place] + word)
    two = (_turned(a, 2) ^ _turned(a, 13) ^ _turned(a, 22)) + ((a & b) | (c & (a | b)))
    return np.uint32(one + two), a, b, c, np.uint32(d + one), e, f, g


@numba.njit(forceinline=True)
def _eight(state: Any, place: Any, words: Any) -> Any:
    state = _step(state, place, words[0])
    state = _step(state, place + 1, words[1])
    state = _step(state, place + 2, words[2])
    state = _step(state, place + 3, words[3])
    state = _step(state, place + 4, words[4])
    state = _step(state, place + 5, words[5])
    state = _step(state, place + 6, words[6])
    return _step(state, place + 7, words[7])


@numba.njit(forceinline=True)
def _word(before: Any, far: Any, middle: Any, near: Any) -> Any:
    """The next word of the schedule, from those 16, 15, 7 and 2 places before."""
    sum_far = _turned(far, 7) ^ _turned(far, 18) ^ (far >> np.uint32(3))
    sum_near = _turned(near, 17) ^ _turned(near, 19) ^ (near >> np.uint32(10))
    return np.uint32(before + sum_far + middle + sum_near)


@numba.njit(forceinline=True)
def _next_eight(older: Any, newer: Any) -> Any:
    """The eight words after sixteen."""
    a = _word(older[0], older[1], newer[1], newer[6])
    b = _word(older[1], older[2], newer[2], newer[7])
    c = _word(older[2], older[3], newer[3], a)
    d = _word(older[3], older[4], newer[4], b)
    e = _word(older[4], older[5], newer[5], c)
    f = _word(older[5], older[6], newer[6], d)
    g = _word(older[6], older[7], newer[7], e)
    return a, b, c, d, e, f, g, _word(older[7], newer[0], a, f)


@numba.njit(cache=True)
def _words(after_key: Any, key: Any, blocks: Any, heads: Any) -> None:
    """The first two words of each digest."""
    for lane in range(blocks.shape[1]):
        w = key[0], key[1], key[2], key[3], key[4], key[5], key[6], key[7]
        s = after_key[0], after_key[1], after_key[2], after_key[3], after_key[4], after_key[5], after_key[6], after_key[7]
        x = (
            blocks[0, lane],
            blocks[1, lane],
            blocks[2, lane],
            blocks[3, lane],
            blocks[4, lane],
            blocks[5, lane],
            np.uint32(0),
            blocks[6, lane],
        )
        s = _eight(s, 8, x)
        w = _next_eight(w, x)
        s = _eight(s, 16, w)
        x = _next_eight(x, w)
        s = _eight(s, 24, x)
        w = _next_eight(w, x)
        s = _eight(s, 32, w)
        x = _next_eight(x, w)
        s = _eight(s, 40, x)
        w = _next_eight(w, x)
        s = _eight(s, 48, w)
        x = _next_eight(x, w)
        s = _eight(s, 56, x)
        heads[0, lane], heads[1, lane] = np.uint32(s[0] + START[0]), np.uint32(s[1] + START[1])
