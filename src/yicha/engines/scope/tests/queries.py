"""Columns, rows and random queries for the tests of this engine."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from yicha.engines.scope import Column, Kind

COLUMNS = (
    Column("name", "主体名称"),
    Column("scope", "经营范围"),
    Column("town", "乡镇街道"),
    Column("reg_date", "成立日期", Kind.DATE),
    Column("visit_cap", "年度上限", Kind.NUMBER),
    Column("tags", "标签", Kind.TAGS),
)
WORDS = st.text(alphabet="ab餐饮%_\\'A", min_size=1, max_size=4)
DATES = st.dates(date(2019, 12, 30), date(2020, 1, 3))
NUMBERS = st.sampled_from([Decimal(text) for text in ("-1", "0", "0.25", "1", "2")])
ROWS = st.fixed_dictionaries(
    {
        "name": st.none() | WORDS,
        "scope": st.none() | WORDS,
        "town": st.none() | st.sampled_from(["a", "b", "餐"]),
        "reg_date": st.none() | DATES,
        "visit_cap": st.none() | NUMBERS,
        "tags": st.none() | st.frozensets(st.sampled_from(["危化", "学校"])).map(tuple),
    }
)


def quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def pattern(word: str) -> str:
    return quoted(word + "\\" if (len(word) - len(word.rstrip("\\"))) % 2 else word)


TEXTS = st.sampled_from(["name", "主体名称", "scope", '"town"', "乡镇街道", "NAME"])
COMPARISONS = st.sampled_from(["=", "<>", "!=", "<", "<=", ">", ">="])
NOT = st.sampled_from(["", "NOT "])
LEAVES = st.one_of(
    st.sampled_from(["TRUE", "false", "has_tag('危化')", "HAS_TAG('学校')"]),
    st.builds("{} {} {}".format, TEXTS, COMPARISONS, WORDS.map(quoted)),
    st.builds("{2} {1} {0}".format, TEXTS, COMPARISONS, WORDS.map(quoted)),
    st.builds("{} {} {}".format, TEXTS, COMPARISONS, TEXTS),
    st.builds("{} {}LIKE {}".format, TEXTS, NOT, WORDS.map(pattern)),
    st.builds("{} {}IN ({}, {})".format, TEXTS, NOT, WORDS.map(quoted), WORDS.map(quoted)),
    st.builds("{} {}BETWEEN {} AND {}".format, TEXTS, NOT, WORDS.map(quoted), WORDS.map(quoted)),
    st.builds("{} IS {}NULL".format, st.sampled_from(["name", "reg_date", "年度上限"]), NOT),
    st.builds("reg_date {} DATE '{}'".format, COMPARISONS, DATES),
    st.builds("成立日期 {}BETWEEN '{}' AND DATE '{}'".format, NOT, DATES, DATES),
    st.builds("visit_cap {} {}".format, COMPARISONS, NUMBERS),
    st.builds("年度上限 {}IN ({}, {})".format, NOT, NUMBERS, NUMBERS),
)
QUERIES: st.SearchStrategy[str] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} AND {})".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("NOT ({})".format, inner),
        st.builds("{}\n AND NOT {}".format, inner, inner),
    ),
    max_leaves=6,
)

Row = dict[str, Any]
