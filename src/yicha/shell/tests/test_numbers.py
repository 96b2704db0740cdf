import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.shell.numbers import whole


@given(st.integers(0, 10**18 - 1))
def test_what_is_written_is_read(number: int) -> None:
    assert whole(str(number)) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.0", "一", "٣", "1\n", "9" * 19, "9" * 5000])
def test_what_is_none_or_too_long_is_told_as_such(text: str) -> None:
    assert whole(text, -1) == -1


def test_else_it_is_nothing() -> None:
    assert whole("x") == 0
