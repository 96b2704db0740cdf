"""Sources beside the register: known answers, and what holds of every comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.quality import Claim, Comparison, CrossRule, agree, differences

WORDS = st.text(alphabet="青禾县店ＡaA 有限公司", max_size=8)
RULES = [
    CrossRule("same_name", "name", "名称", Comparison.KINDRED, "名称不一致"),
    CrossRule("same_place", "place", "地址", Comparison.WITHIN, "地址不一致"),
]


@pytest.mark.parametrize(
    ("left", "right", "comparison", "same"),
    [
        ("青禾饭店", "青禾 饭店", Comparison.SAME, True),
        ("青禾饭店", "青禾饭庄", Comparison.SAME, False),
        ("青禾县好味道餐饮有限公司", "好味道餐饮", Comparison.KINDRED, True),
        ("好味道餐饮", "坏味道餐饮", Comparison.KINDRED, False),
        ("青禾县城关镇人民路12号", "人民路12号", Comparison.WITHIN, True),
        ("人民路12号", "人民路2号", Comparison.WITHIN, False),
    ],
    ids=["blanks", "another word", "legal form", "another name", "county before", "another number"],
)
def test_known_answers(left: str, right: str, comparison: Comparison, same: bool) -> None:
    assert agree(left, right, comparison) is same


@given(WORDS, WORDS, st.sampled_from(Comparison))
def test_it_does_not_matter_who_speaks_first(left: str, right: str, comparison: Comparison) -> None:
    assert agree(left, right, comparison) is agree(right, left, comparison)


@given(WORDS.filter(lambda text: text.strip() != ""), st.sampled_from(Comparison))
def test_everybody_agrees_with_himself(text: str, comparison: Comparison) -> None:
    assert agree(text, text, comparison)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), WORDS, WORDS), max_size=6), st.dictionaries(st.sampled_from("甲乙"), WORDS))
def test_as_each_pair_is_asked_for_itself(said: list[tuple[str, str, str]], names: dict[str, str]) -> None:
    claims = [Claim(subject, "permits", "SCJG", {"name": name, "place": place}) for subject, name, place in said]
    register = {subject: {"name": name} for subject, name in names.items()}
    naive = [
        (claim, names[claim.subject], claim.said["name"])
        for claim in claims
        if names.get(claim.subject) and claim.said["name"] and not agree(names[claim.subject], claim.said["name"], Comparison.KINDRED)
    ]
    assert [(one.claim, one.ours, one.theirs) for one in differences(register, claims, RULES)] == naive
