import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.quality import Kinship, kinship, local_sid, normalised_name

NAMES = st.text(alphabet="青禾县城关镇好味道餐饮有限责任公司分店()（） aB１\u200b\n", max_size=12)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("青禾县好味道餐饮有限公司", "青禾县好味道餐饮有限公司", Kinship.EQUAL),
        ("青禾县好味道\n餐饮有限 公司\u3000", "青禾县好味道餐饮有限公司\u200b", Kinship.EQUAL),
        ("好味道（青禾）店", "好味道(青禾)店", Kinship.EQUAL),
        ("abc店", "ＡＢＣ店", Kinship.EQUAL),
        ("青禾县好味道餐饮有限公司", "好味道餐饮有限公司", Kinship.VARIANT),
        ("青禾县好味道餐饮有限责任公司", "青禾县好味道餐饮有限公司", Kinship.VARIANT),
        ("青禾县绿野养殖农民专业合作社", "青禾县绿野养殖专业合作社", Kinship.VARIANT),
        ("原青禾好味道餐饮有限公司", "青禾好味道餐饮有限公司", Kinship.VARIANT),
        ("某某集团股份有限公司", "某某公司", Kinship.OTHER),
        ("某某集团股份有限公司青禾分公司", "某某有限公司青禾分公司", Kinship.VARIANT),
        ("青禾县好味道餐饮有限公司", "青禾县好滋味餐饮有限公司", Kinship.OTHER),
        ("青禾县好味道餐饮有限公司", "青禾县好味道餐饮有限公司城关分店", Kinship.OTHER),
        ("有限公司", "青禾县好味道餐饮有限公司", Kinship.OTHER),
        ("店", "好味道店", Kinship.OTHER),
    ],
)
def test_kinship(left: str, right: str, expected: Kinship) -> None:
    assert kinship(normalised_name(left), normalised_name(right)) is expected


@given(NAMES, NAMES)
def test_kinship_has_no_side(left: str, right: str) -> None:
    left, right = normalised_name(left), normalised_name(right)
    assert kinship(left, right) is kinship(right, left)
    assert (kinship(left, right) is Kinship.EQUAL) == (left == right)


@given(NAMES)
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalised_name(normalised_name(name)) == normalised_name(name)
    assert not any(letter.isspace() for letter in normalised_name(name))


def test_the_local_identity_is_the_rule_of_the_contract() -> None:
    digest = hashlib.sha256("好味道(青禾)店|城关镇1号".encode()).hexdigest()
    assert local_sid("好味道（青禾） 店", "城关镇1号") == "LOC:" + digest[:16].upper()
    assert local_sid("甲", "") == "LOC:" + hashlib.sha256("甲|".encode()).hexdigest()[:16].upper()
