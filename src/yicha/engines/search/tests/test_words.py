"""The texts that PostgreSQL is given. That it finds by them what a naive twin finds is tested in kernel/tests/test_searching.py."""

import pytest

from yicha.engines.search import fold, query_of, vector_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＫＦＣ（青禾） 店", "kfc青禾店"), ("O'Neil’s Ⅻ", "oneilsxii"), ("\x00\ud800", ""), ("", ""), ("ß", "ss"), ("〇〇店", "〇〇店")],
)
def test_letters_and_digits_stay(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("names", "codes", "vector"),
    [
        (["青禾"], [], "'青禾':1 'qh':1 'jh':1 '禾':2 'h':2"),
        (["店", "店"], [], "'店':1 'd':1 '店':4 'd':4"),
        (["A1"], [], "'a1':1 '1':2"),
        ([], ["LOC:0A", "loc0a", "9"], "'#loc0a' '$oc0a' '#9' '$9'"),
        (["", "（）"], ["", "-"], ""),
    ],
)
def test_vectors(names: list[str], codes: list[str], vector: str) -> None:
    assert vector_of(names, codes) == vector


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("青", "('青':*)"),
        ("青禾店", "('青禾' <-> '禾店')"),
        ("青 qh", "('青':*) & ('qh')"),
        ("37xq", "('37' <-> '7x' <-> 'xq' | '#37xq':* | '$37xq')"),
        ("37xq9", "('37' <-> '7x' <-> 'xq' <-> 'q9' | '#37xq9':*)"),
        ("q ' 1 :*", ""),
    ],
)
def test_queries(text: str, query: str) -> None:
    assert query_of(text) == query


def test_every_reading_counts() -> None:
    assert {"'cs'", "'zs'"} <= {word.partition(":")[0] for word in vector_of(["长沙"]).split()}


def test_a_question_is_read_so_far() -> None:
    assert query_of("店" * 101) == query_of("店" * 100)


def test_positions_that_postgresql_cannot_count_are_left_out() -> None:
    words = vector_of(["店" * 20_000]).split()
    assert words[-1] == "'dd':16000"
