"""A question holds for a vector exactly if a naive twin says so: PostgreSQL is the judge."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from yicha.engines.search import fold, query_of, vector_of

NAMES = ["青禾饭店", "青禾县长渠家常菜二店", "KFC（青禾）店", "晴川宾馆", "行", "Ｏ'Neil's café", ""]
CODES = ["91620799MA000037XQ", "LOC:00000000000000AB", ""]
LETTERS = {"青": "qj", "禾": "h", "饭": "f", "店": "d", "晴": "q", "川": "c", "宾": "b", "馆": "g", "行": "xh"}


def holds(names: list[str], codes: list[str], text: str) -> bool:
    sought = query_of(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector_of(names, codes), sought])
        (found,) = cursor.fetchone()
    return bool(sought) and bool(found)


def naive(names: list[str], codes: list[str], text: str) -> bool:
    words = [word for word in map(fold, text[:100].split()) if len(word) > 1 or not word.isascii()]
    return bool(words) and all(any(part(word, fold(name)) for name in names) or whole(word, codes) for word in words)


def part(word: str, name: str) -> bool:
    starts = range(len(name) - len(word) + 1)
    return any(name[at:].startswith(word) or all(reads(*both) for both in zip(word, name[at:], strict=False)) for at in starts)


def reads(letter: str, sign: str) -> bool:
    return (letter == sign and sign.isascii()) or letter in LETTERS.get(sign, "")


def whole(word: str, codes: list[str]) -> bool:
    return len(word) >= 4 and any(fold(code).startswith(word) or (len(word) == 4 and fold(code).endswith(word)) for code in codes if code)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青禾", True),
        ("禾饭", True),
        ("饭", True),
        ("店", True),
        ("青饭", False),
        ("qhfd", True),
        ("hf", True),
        ("jh", True),  # 青 may also be read jīng
        ("q", False),
        ("青禾 饭店", True),
        ("饭店 青禾", True),
        ("青禾 宾馆", False),
        ("９１６２", True),
        ("91620799ma000037xq", True),
        ("37XQ", True),
        ("916", False),
        ("7XQ9", False),
        ("", False),
        ("' & | ! <-> :*", False),
        ("饭店'); DROP TABLE", False),
        ("\x00\ud800 饭店", True),
        ("饭店" * 2000, False),
    ],
)
def test_what_is_found(text: str, found: bool) -> None:
    assert holds(["青禾饭店"], CODES, text) is found


@pytest.mark.django_db
def test_no_pair_reaches_from_one_name_into_the_next() -> None:
    assert holds(["青禾", "饭店"], [], "饭店")
    assert not holds(["青禾", "饭店"], [], "禾饭")


class Agreement(TestCase):
    @given(st.lists(st.text("青禾饭店晴川宾馆行KfcＣ1（ '"), max_size=3), st.text("青禾饭店晴川馆行KfcqhdxCＣ1 '", max_size=6))
    def test_postgresql_and_the_twin_agree(self, names: list[str], text: str) -> None:
        assert holds(names, CODES, text) == naive(names, CODES, text), (names, text)
