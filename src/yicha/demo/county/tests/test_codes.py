"""Codes that are right in every digit and belong to nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import numdb
from stdnum.cn import uscc

from yicha.demo.county.chance import Chance
from yicha.demo.county.codes import CITY, COUNTY, PROVINCE, REGION_PATH, organisation_body, organisation_code, unified_code

BODIES = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)


def test_no_region_of_china_has_this_code() -> None:
    """The tables of GB/T 2260 that python-stdnum brings along; 北京 shows that they answer."""
    known = numdb.get("cn/loc")
    assert any("province" in found for _, found in known.info("110101"))
    assert not any(found for _, found in known.info(COUNTY))


def test_the_path_goes_down() -> None:
    assert REGION_PATH.split("/") == [PROVINCE, CITY, COUNTY]
    assert COUNTY.startswith(CITY)
    assert CITY.startswith(PROVINCE)


@pytest.mark.parametrize(("body", "check"), [("D2143569", "X"), ("10000000", "8")])
def test_the_organisation_code_is_that_of_the_standard(body: str, check: str) -> None:
    """GB 11714 gives D2143569-X; the other by hand: 1·3 = 3, 11 - 3 = 8."""
    assert organisation_code(body) == body + check


@given(BODIES)
def test_the_organisation_code_checks(body: str) -> None:
    """GB 11714 the other way round: the weighted sum with the check digit is a multiple of eleven."""
    code = organisation_code(body)
    values = [int(character, 36) for character in code[:8]]
    last = 10 if code[8] == "X" else int(code[8])
    assert (sum(weight * value for weight, value in zip((3, 7, 9, 10, 5, 8, 4, 2), values, strict=True)) + last) % 11 == 0


@given(st.sampled_from(["91", "92", "93", "52", "12"]), BODIES)
def test_unified_codes_are_valid_elsewhere(kind: str, body: str) -> None:
    code = unified_code(kind, body)
    assert uscc.is_valid(code)
    assert code[2:8] == COUNTY


@given(st.integers(0, 31**3 - 1), st.integers(0, 31**3 - 1))
def test_unlike_numbers_have_unlike_codes(one: int, other: int) -> None:
    assert (organisation_body(Chance("a"), one) == organisation_body(Chance("a"), other)) == (one == other)
