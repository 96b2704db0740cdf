"""Whatever is not in the subset is refused, with its place."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.scope import Bounds, Column, QueryRefused, parse_query, to_sql
from yicha.engines.scope.terms import Compare, Constant, IsNull, Operator, Some
from yicha.engines.scope.tests.queries import COLUMNS

REFUSED = [
    # (query, words at fault, line, column)
    ("lower(name) = 'a'", "lower(name", 1, 1),
    ("name = lower('a')", "lower('a'", 1, 8),
    ("name = 'a' AND length(scope) > 3", "length(scope", 1, 16),
    ("pg_sleep(10)", "pg_sleep(10", 1, 1),
    ("has_tag('a', 'b')", "has_tag('a', 'b'", 1, 1),
    ("has_tag(name)", "has_tag(name", 1, 1),
    ("has_tag(1)", "has_tag(1", 1, 1),
    ("has_tag('a') = TRUE", "has_tag('a'", 1, 1),
    ("(SELECT 1) = 1", "SELECT", 1, 2),
    ("name IN (SELECT name FROM x)", "SELECT", 1, 10),
    ("EXISTS (SELECT 1)", "EXISTS", 1, 1),
    ("name = 'a'; DROP TABLE x", ";", 1, 11),
    ("name = 'a';", ";", 1, 11),
    ("name = 'a' -- bye", " -- bye", 1, 11),
    ("name = 'a' /* x */ OR TRUE", " /* x */ OR TRUE", 1, 11),
    ("name = 'a' UNION SELECT 1", "UNION", 1, 12),
    ("name = 'a' ORDER BY 1", "ORDER BY", 1, 12),
    ("name = 'a' LIMIT 1", "LIMIT", 1, 12),
    ("name || 'a' = 'b'", "||", 1, 6),
    ("visit_cap + 1 = 2", "+", 1, 11),
    ("visit_cap * 2 = 2", "*", 1, 11),
    ("visit_cap - 1 = 0", "visit_cap - 1", 1, 1),
    ("visit_cap = 1 - 1", "1 - 1", 1, 13),
    ("visit_cap = - - 1", "1", 1, 17),
    ("name ~ 'a'", "~", 1, 6),
    ("name ILIKE 'a'", "ILIKE", 1, 6),
    ("name SIMILAR TO 'a'", "SIMILAR TO", 1, 6),
    ("name LIKE 'a' ESCAPE '!'", "ESCAPE", 1, 15),
    ("name LIKE scope", "scope", 1, 11),
    ("name LIKE 'a\\'", "'a\\'", 1, 11),
    ("visit_cap LIKE '1%'", "visit_cap LIKE '1%'", 1, 1),
    ("name = 'a'::text", "::", 1, 11),
    ("CAST(name AS date) = DATE '2020-01-01'", "AS", 1, 11),
    ("name = CAST('a' AS text)", "AS", 1, 17),
    ("CASE WHEN TRUE THEN name END = 'a'", "CASE", 1, 1),
    ("name = E'\\n'", "E'\\n'", 1, 8),
    ("name = $$a$$", "$$a$$", 1, 8),
    ("name = N'a'", "N'a'", 1, 8),
    ("name = U&'a'", "U&'a'", 1, 8),
    ("name = x'6162'", "x'6162'", 1, 8),
    ("name = $1", "$", 1, 8),
    ("name = :a", ":", 1, 8),
    ("name = ?", "?", 1, 8),
    ("name = %s", "%", 1, 8),
    ("name = ANY('{a}')", "ANY", 1, 8),
    ("name IN 'a'", "name IN 'a'", 1, 1),
    ("name IN ()", "name", 1, 1),
    ("name IN (scope)", "scope", 1, 10),
    ("name IN ('a', lower('b'))", "lower('b'", 1, 15),
    ("(name, town) = ('a', 'b')", "name, town", 1, 2),
    ("name[1] = 'a'", "[", 1, 5),
    ("x.name = 'a'", ".", 1, 2),
    ("name.* = 'a'", ".", 1, 5),
    ("name BETWEEN SYMMETRIC 'a' AND 'b'", "name BETWEEN SYMMETRIC 'a' AND 'b'", 1, 1),
    ("name BETWEEN scope AND 'b'", "scope", 1, 14),
    ("name IS UNKNOWN", "UNKNOWN", 1, 9),
    ("name IS TRUE", "name", 1, 1),
    ("TRUE IS TRUE", "TRUE IS TRUE", 1, 1),
    ("name ISNULL", "ISNULL", 1, 6),
    ("name IS DISTINCT FROM 'a'", "DISTINCT", 1, 9),
    ("name = NULL", "name = NULL", 1, 1),
    ("name IN ('a', NULL)", "name IN ('a', NULL)", 1, 1),
    ("name = TRUE", "name = TRUE", 1, 1),
    ("1 = 1", "1", 1, 1),
    ("'a' = 'a'", "'a'", 1, 1),
    ("name", "name", 1, 1),
    ("'a'", "'a'", 1, 1),
    ("1", "1", 1, 1),
    ("name AND TRUE", "name", 1, 1),
    ("NOT name", "name", 1, 5),
    ("name = 'a' = 'b'", "name = 'a'", 1, 1),
    ("nobody = 'a'", "nobody", 1, 1),
    ("没有 = 'a'", "没有", 1, 1),
    ("current_date > reg_date", "current_date", 1, 1),
    ("current_user = name", "current_user", 1, 1),
    ("reg_date > '2024'", "'2024'", 1, 12),
    ("reg_date > DATE '2024-02-30'", "'2024-02-30'", 1, 17),
    ("reg_date > DATE '20240229'", "'20240229'", 1, 17),
    ("reg_date > 20240101", "20240101", 1, 12),
    ("reg_date > TIMESTAMP '2024-01-01'", "TIMESTAMP", 1, 12),
    ("reg_date > INTERVAL '1 day'", "INTERVAL", 1, 12),
    ("reg_date = name", "reg_date = name", 1, 1),
    ("visit_cap = '1'", "'1'", 1, 13),
    ("visit_cap = 1e3", "1e3", 1, 13),
    ("visit_cap = 1_000", "_000", 1, 14),
    ("visit_cap = 12345678901234567", "12345678901234567", 1, 13),
    ("name = 1", "1", 1, 8),
    ("name = DATE '2024-01-01'", "'2024-01-01'", 1, 13),
    ("tags = '危化'", "tags", 1, 1),
    ("标签 IS NULL", "标签", 1, 1),
    ("name = 'a' AND", "AND", 1, 12),
    ("name = ", "=", 1, 6),
    ("(name = 'a'", "'a'", 1, 9),
    ("name = 'a')", ")", 1, 11),
    ("name 'a'", "'a'", 1, 6),
    ("name = 'a' town = 'b'", "town", 1, 12),
    ("name = 'a", "'a", 1, 8),
    ("", "", 1, 1),
    ("   ", "   ", 1, 1),
    ("name = ‘a’", "‘a’", 1, 8),
    ("（name = 'a'）", "（name", 1, 1),
    ("主体名称＝'a'", "＝", 1, 5),
    ("name = 'a'\n  AND town ~ 'b'", "~", 2, 12),
    ("name = 'a'\n\nAND upper(town) = 'B'", "upper(town", 3, 5),
]


@pytest.mark.parametrize(("query", "words", "line", "column"), REFUSED)
def test_refused_with_its_place(query: str, words: str, line: int, column: int) -> None:
    with pytest.raises(QueryRefused) as caught:
        parse_query(query, COLUMNS)
    assert (caught.value.words, caught.value.line, caught.value.column) == (words, line, column)
    assert caught.value.message in str(caught.value)


@pytest.mark.parametrize(
    "query", ["(" * 33 + "TRUE" + ")" * 33, "NOT " * 33 + "TRUE", "(" * 900, "NOT " * 900, "- " * 1_900 + "1 = visit_cap"]
)
def test_too_deep_is_refused_and_nothing_crashes(query: str) -> None:
    with pytest.raises(QueryRefused):
        parse_query(query, COLUMNS)


def test_the_bounds_may_be_reached() -> None:
    assert parse_query("(" * 32 + "TRUE" + ")" * 32, COLUMNS) == Constant(value=True)
    long = " OR ".join(["town = 'a'"] * 280)
    assert parse_query(long, COLUMNS, Bounds(characters=len(long))) == Some((Compare(COLUMNS[2], Operator.EQ, "a"),) * 280)
    with pytest.raises(QueryRefused, match="最多"):
        parse_query(long, COLUMNS, Bounds(characters=len(long) - 1))


def test_words_in_quotes_are_only_words() -> None:
    for word in ("x; DROP TABLE y", "--", "/*", "（）‘’", "SELECT", "%s", "lower(name)", "a''b"):
        assert parse_query(f"name = '{word}'", COLUMNS) == Compare(COLUMNS[0], Operator.EQ, word.replace("''", "'"))


def test_full_width_help() -> None:
    with pytest.raises(QueryRefused, match="半角"):
        parse_query("主体名称 = “甲”", COLUMNS)


def test_a_table_without_tags_has_no_has_tag() -> None:
    with pytest.raises(QueryRefused, match="函数"):
        parse_query("has_tag('a')", [Column("name", "主体名称")])


def test_every_name_of_the_register_may_be_asked() -> None:
    """Some of them are words of SQL."""
    texts = ("sid", "name", "uscc", "etype", "scope", "province", "city", "county", "town", "address", "status", "date")
    columns = [Column(name, f"列{name}") for name in (*texts, "user", "order", "table")]
    for column in columns[: len(texts)]:
        assert parse_query(f"{column.name} = 'a'", columns) == parse_query(f"{column.label} = 'a'", columns)
    for column in columns:
        assert parse_query(f'"{column.name}" IS NULL', columns) == IsNull(column)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="nameANDOR()='%-;*/\\ 餐\n\"[]:$0123456789.,<>|&^~!@#", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(QueryRefused):
        to_sql(parse_query(text, COLUMNS))
