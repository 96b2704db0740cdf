"""A corpus, and what holds for every text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.privacy import Kind, masked
from yicha.engines.privacy.tests.corpus import CASES, STAYS

PIECES = st.sampled_from([written for written, _ in CASES] + list(STAYS) + ["，", "。", "\n", "王", "13", "某"])
TEXTS = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(("written", "shown"), CASES)
def test_what_says_who_somebody_is_goes(written: str, shown: str) -> None:
    assert masked(written).text == shown
    assert masked(written).found


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_person_stays(text: str) -> None:
    assert masked(text).text == text
    assert masked(text).found == ()


@given(TEXTS)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(text)
    assert masked(once.text).text == once.text
    assert masked(once.text).found == ()


@given(
    st.text(alphabet="青禾县的检查，。 ", max_size=10),
    st.text(alphabet="在县里，。 ", max_size=10),
    st.integers(13_000_000_000, 19_999_999_999),
)
def test_a_mobile_number_never_survives(before: str, behind: str, number: int) -> None:
    assert str(number) not in masked(f"{before}{number}{behind}").text


def test_names_that_are_known_go_wherever_they_stand() -> None:
    told = masked("昨天周瑜、司马懿和周瑜明到场", ["周瑜", "司马懿", "周瑜明", "周"])
    assert told.text == "昨天周某、司马某和周某到场"
    assert [one.kind for one in told.found] == [Kind.NAME] * 3


def test_what_was_found_does_not_hold_what_it_was() -> None:
    told = masked("当事人张三丰，电话13912345678，证件62079919900307123X")
    assert not re.search(r"三丰|12345678|19900307", f"{told}")
    assert {one.kind for one in told.found} == {Kind.NAME, Kind.MOBILE, Kind.IDENTITY}


def test_a_long_text_is_read_at_once() -> None:
    text = "负责人张三丰表示，1391234567 2026年 6207991990 aaaaa@ " * 200
    begun = time.perf_counter()
    masked(text)
    assert time.perf_counter() - begun < 2
