"""Three evaluations of one query agree on every row: the product's closures, a naive twin, and a database on the product's SQL."""

import sqlite3
import time
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.scope import matches, parse_query, predicate, to_sql
from yicha.engines.scope.tests.naive import alike, truth
from yicha.engines.scope.tests.queries import COLUMNS, QUERIES, ROWS, Row

AS_TRUTH = {0: False, 0.5: None, 1: True}


def stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    """Sqlite agrees with PostgreSQL on all that the SQL uses, once LIKE heeds case and backslash and two names are given."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA case_sensitive_like=ON")
    connection.create_collation("C", lambda left, right: (left > right) - (left < right))
    connection.create_function("tagged", 2, lambda tag, tags: tag in (tags or "").split(";"))
    return connection


def asked(connection: sqlite3.Connection, query: str, row: Row) -> Any:
    text, parameters = to_sql(parse_query(query, COLUMNS))
    text = text.replace('COALESCE(%s = ANY("tags"), FALSE)', 'tagged(%s, "tags")').replace("LIKE %s", "LIKE %s ESCAPE '\\'")
    names = ", ".join(f'? AS "{name}"' for name in row)
    values = [";".join(value) if isinstance(value, tuple) else stored(value) for value in row.values()]
    sql = f"SELECT {text.replace('%s', '?')} FROM (SELECT {names})"
    # placeholders of the condition stand before those of the row
    answer = connection.execute(sql, [*map(stored, parameters), *values]).fetchone()[0]
    return None if answer is None else bool(answer)


@settings(max_examples=400, deadline=None)
@given(query=QUERIES, row=ROWS)
def test_closures_twin_and_database_agree(database: sqlite3.Connection, query: str, row: Row) -> None:
    condition = parse_query(query, COLUMNS)
    expected = AS_TRUTH[truth(condition, row)]
    assert predicate(condition, itemgetter)(row) is expected
    assert asked(database, query, row) is expected


@settings(max_examples=400, deadline=None)
@given(text=st.text(alphabet="ab餐_%\n", max_size=8), pattern=st.text(alphabet="ab餐_%", max_size=6))
def test_like_is_its_definition(text: str, pattern: str) -> None:
    condition = parse_query(f"name LIKE '{pattern}'", COLUMNS)
    assert predicate(condition, itemgetter)({"name": text or None}) is (alike(text, pattern) if text else None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("%餐饮%", "许可：餐饮服务", True),
        ("餐饮%", "许可：餐饮服务", False),
        ("%餐饮", "许可：餐饮", True),
        ("餐_", "餐饮", True),
        ("餐_", "餐", False),
        ("a%a", "a", False),
        ("a%a", "aa", True),
        ("%a%a%b", "aab", True),
        ("%b_%b", "bb", False),
        ("100\\%", "100%", True),
        ("100\\%", "1000", False),
        ("a%", "A", False),
        ("%", "任意\n两行", True),
        ("𠮷_", "𠮷野", True),
    ],
)
def test_like_known_answers(pattern: str, text: str, expected: bool) -> None:
    assert predicate(parse_query(f"name LIKE '{pattern}'", COLUMNS), itemgetter)({"name": text}) is expected


def test_like_does_not_explode() -> None:
    condition = parse_query(f"name LIKE '{'%a' * 40}%b'", COLUMNS)
    began = time.process_time()
    assert predicate(condition, itemgetter)({"name": "a" * 20_000}) is False
    assert time.process_time() - began < 1


def test_the_example_of_the_contract() -> None:
    condition = parse_query("scope LIKE '%餐饮%' AND town <> '未知' AND reg_date < DATE '2025-01-01'", COLUMNS)
    row = {"name": "甲", "scope": "餐饮服务", "town": "城关镇", "reg_date": date(2024, 12, 31), "visit_cap": None, "tags": ()}
    rows = [row, row | {"reg_date": date(2025, 1, 1)}, row | {"town": None}, row | {"reg_date": "2001-05-06"}]
    assert matches(condition, rows, itemgetter) == [rows[0], rows[3]]


def test_unknown_is_not_in_the_scope_and_neither_is_its_negation() -> None:
    row = {"town": None}
    for query in ("town = 'a'", "NOT town = 'a'", "town <> 'a'", "town NOT IN ('a')", "town NOT LIKE 'a%'"):
        assert matches(parse_query(query, COLUMNS), [row], itemgetter) == []


def test_empty_text_is_null() -> None:
    assert predicate(parse_query("town IS NULL", COLUMNS), itemgetter)({"town": ""}) is True


def test_tags_are_never_unknown() -> None:
    assert predicate(parse_query("NOT has_tag('危化')", COLUMNS), itemgetter)({"tags": None}) is True


def test_numbers_may_be_kept_as_text() -> None:
    condition = parse_query("visit_cap >= 112.5", COLUMNS)
    assert [predicate(condition, itemgetter)({"visit_cap": value}) for value in ("112.50", "112.49", 113, "", None)] == [
        True,
        False,
        True,
        None,
        None,
    ]


@settings(max_examples=100, deadline=None)
@given(query=QUERIES)
def test_no_word_of_a_query_enters_the_sql(query: str) -> None:
    text, parameters = to_sql(parse_query(query, COLUMNS))
    assert "'" not in text
    assert text.count("%s") == len(parameters)
    assert text.replace("%s", "").count("%") == 0


def test_sql_as_it_is_sent() -> None:
    query = "NOT (主体名称 LIKE '%a%' OR town > 'b') AND has_tag('危化') AND visit_cap IN (1, 2)"
    assert to_sql(parse_query(query, COLUMNS)) == (
        '((NOT (("name" LIKE %s) OR ("town" COLLATE "C" > %s))) AND COALESCE(%s = ANY("tags"), FALSE) AND ("visit_cap" IN (%s, %s)))',
        ["%a%", "b", "危化", Decimal(1), Decimal(2)],
    )


def test_120_queries_over_a_county_take_seconds() -> None:
    rows = [
        {
            "name": f"第{n}户",
            "scope": "食品销售；餐饮服务" * 8,
            "town": f"镇{n % 11}",
            "reg_date": "2020-01-01",
            "visit_cap": None,
            "tags": (),
        }
        for n in range(6_600)
    ]
    queries = [f"scope LIKE '%餐饮%' AND town = '镇{n % 11}' AND reg_date < DATE '2025-01-01' AND NOT has_tag('{n}')" for n in range(120)]
    began = time.process_time()
    found = [len(matches(parse_query(query, COLUMNS), rows, itemgetter)) for query in queries]
    assert found == [600] * 120
    assert time.process_time() - began < 8
