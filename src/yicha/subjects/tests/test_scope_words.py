"""What a condition says in words: the same, in both languages."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.scope import parse_query
from yicha.subjects.queries.conditions import NAMES, scope_words
from yicha.subjects.workbooks import ASKED

SAID = {
    "TRUE": ("全部主体", "every subject"),
    "status = '存续' AND has_tag('餐饮')": ("状态是“存续”，有标签“餐饮”", "status is “存续”, tagged “餐饮”"),
    "has_tag('餐饮') OR has_tag('食堂') OR has_tag('小餐桌')": ("有标签“餐饮”、“食堂”或“小餐桌”", "tagged “餐饮”, “食堂” or “小餐桌”"),
    "status = '存续' AND (has_tag('a') OR has_tag('b'))": ("状态是“存续”，有标签“a”或“b”", "status is “存续”, tagged “a” or “b”"),
    "town IN ('甲镇', '乙镇') OR status <> '注销' AND visit_cap >= 2": (
        "乡镇街道是“甲镇”或“乙镇”，或（状态不是“注销”，年度上限不少于2）",
        "town is “甲镇” or “乙镇”, or (status is not “注销”, yearly cap at least 2)",
    ),
    "status = '存续' AND (scope LIKE '%美容%' OR scope LIKE '%理发%')": (
        "状态是“存续”，（经营范围含“美容”，或经营范围含“理发”）",
        "status is “存续”, (business scope contains “美容”, or business scope contains “理发”)",
    ),
    "reg_date >= DATE '2020-01-01' AND name LIKE '青%'": (
        "成立日期不早于2020-01-01，名称以“青”开头",
        "date of founding is on or after 2020-01-01, name begins with “青”",
    ),
    r"name LIKE '%\%' AND industry LIKE '%1' AND uscc LIKE '9_'": (
        "名称形如“%\\%”，行业代码以“1”结尾，统一社会信用代码形如“9_”",
        "name is like “%\\%”, industry code ends with “1”, unified social credit code is like “9_”",
    ),
    "NOT has_tag('学校') AND address IS NOT NULL AND scope IS NULL": (
        "没有标签“学校”，填了地址，没有填经营范围",
        "not tagged “学校”, address is filled in, business scope is not filled in",
    ),
    "NOT (status = '注销' AND town = '甲镇')": ("不是（状态是“注销”，乡镇街道是“甲镇”）", "not (status is “注销”, town is “甲镇”)"),
    "county <> city": ("区县不是市", "county is not city"),
}


@pytest.mark.parametrize("query", SAID, ids=range(len(SAID)))
def test_says_the_same_in_both_languages(query: str) -> None:
    chinese, english = SAID[query]
    assert scope_words(query) == chinese
    with override("en"):
        assert scope_words(query) == english


@pytest.mark.parametrize("query", ["", "  ", "status = ", "1 OR 1"], ids=["nothing", "spaces", "half", "no condition"])
def test_what_cannot_be_read_stands_as_it_is(query: str) -> None:
    assert scope_words(query) == query


def test_every_column_has_a_name_in_both_languages() -> None:
    assert set(NAMES) == {column.name for column in ASKED}
    with override("en"):
        assert all(str(name).isascii() for name in NAMES.values())


TESTS = st.sampled_from(["status = '存续'", "has_tag('甲')", "town IN ('乙', '丙')", "scope LIKE '%丁%'", "visit_cap < 3", "lat IS NULL"])
CONDITIONS = st.recursive(
    TESTS,
    lambda part: st.one_of(
        part.map("NOT ({})".format),
        st.tuples(part, st.sampled_from(["AND", "OR"]), part).map(lambda said: f"({said[0]}) {said[1]} ({said[2]})"),
    ),
    max_leaves=6,
)


@given(CONDITIONS, CONDITIONS)
def test_two_conditions_that_differ_are_told_apart(one: str, other: str) -> None:
    """Words that meant two things would make a plan ambiguous."""
    if parse_query(one, ASKED) != parse_query(other, ASKED):
        assert scope_words(one) != scope_words(other)
