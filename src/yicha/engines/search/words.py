"""Names and questions as PostgreSQL's text search reads them."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from pypinyin.constants import PINYIN_DICT

TAIL: Final = 4  # 尾号, and the least of a code's beginning
WHOLE, END = "#", "$"  # marks of codes; folding leaves no such sign in a name
GAP: Final = 2  # between two names, so that no pair reaches from one into the next
LAST_POSITION: Final = 16_000  # PostgreSQL counts no further than 16 383
LONGEST: Final = 100  # of a question; what stands behind is not read


def fold(text: str) -> str:
    """Letters and digits alone, in one width and case: `ＫＦＣ（青禾）店` is `kfc青禾店`."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def vector_of(names: Iterable[str], codes: Iterable[str] = ()) -> str:
    """The text of a `tsvector`: what `query_of` finds of these names and codes. Empty names and codes say nothing."""
    entries = [f"'{word}':{at}" for word, at in _placed(names) if at <= LAST_POSITION]
    for code in dict.fromkeys(filter(None, map(fold, codes))):
        entries += [f"'{WHOLE}{code}'", f"'{END}{code[-TAIL:]}'"]
    return " ".join(entries)


def query_of(text: str) -> str:
    """The text of a `tsquery` for what a person typed; empty if there is nothing to look for."""
    words = [fold(part) for part in text[:LONGEST].split()]
    return " & ".join(f"({_sought(word)})" for word in words if len(word) > 1 or not word.isascii())


def _placed(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    start = 1
    for name in filter(None, map(fold, names)):
        for at, pair in enumerate(_pairs(name), start):
            for word in pair:
                yield word, at
        start += len(name) + GAP


def _pairs(name: str) -> Iterator[tuple[str, ...]]:
    """At each character: itself and the next, and their letters; at the last: itself."""
    for first, second in pairwise(name):
        yield _pair(first, second)
    yield tuple(dict.fromkeys((name[-1], *_letters(name[-1]))))


@lru_cache(maxsize=50_000)
def _pair(first: str, second: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((first + second, *map("".join, product(_letters(first), _letters(second))))))


@lru_cache(maxsize=50_000)
def _letters(sign: str) -> tuple[str, ...]:
    """With which letters the readings of a character begin; of a letter or digit: itself."""
    readings = PINYIN_DICT.get(ord(sign), sign).split(",")
    plain = (unicodedata.normalize("NFD", reading)[0] for reading in readings)
    return tuple(dict.fromkeys(letter for letter in plain if letter.isascii()))


def _sought(word: str) -> str:
    pairs = [f"'{first}{second}'" for first, second in pairwise(word)]
    found = [" <-> ".join(pairs) if pairs else f"'{word}':*"]
    if word.isascii() and len(word) >= TAIL:
        found.append(f"'{WHOLE}{word}':*")
    if word.isascii() and len(word) == TAIL:
        found.append(f"'{END}{word}'")
    return " | ".join(found)


def reads(name: str, letters: str) -> bool:
    """Are there consecutive characters in a name that may begin with these letters? `scjg` reads 市场监管局. For short lists in memory."""
    sought = fold(letters)
    choices = [_letters(sign) or (sign,) for sign in fold(name)]
    places = range(len(choices) - len(sought) + 1) if sought else ()
    return any(all(letter in choices[place + step] for step, letter in enumerate(sought)) for place in places)
