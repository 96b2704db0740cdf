from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.tables import RATIO, Flaw, Ratio, parse_ratio


@pytest.mark.parametrize(
    ("text", "shares", "shown"),
    [
        (
            "A:2%;B:5%;C:100%;D:100%",
            {"A": Fraction(1, 50), "B": Fraction(1, 20), "C": Fraction(1), "D": Fraction(1)},
            "A:2%;B:5%;C:100%;D:100%",
        ),
        ("D:100% ； a：2%", {"A": Fraction(1, 50), "D": Fraction(1)}, "A:2%;D:100%"),
        ("A类:2%;B级 = 5％", {"A": Fraction(1, 50), "B": Fraction(1, 20)}, "A:2%;B:5%"),
        ("5%", {"": Fraction(1, 20)}, "5%"),
        ("0.05", {"": Fraction(1, 20)}, "5%"),
        ("1", {"": Fraction(1)}, "100%"),
        ("2‰", {"": Fraction(1, 500)}, "0.2%"),
        ("33.3%", {"": Fraction(333, 1000)}, "33.3%"),
        ("0.1", {"": Fraction(1, 10)}, "10%"),
        ("0%", {"": Fraction(0)}, "0%"),
    ],
)
def test_ratios_are_exact(text: str, shares: dict[str, Fraction], shown: str) -> None:
    ratio: Ratio = RATIO.parse(text)
    assert ratio == Ratio(shares)
    assert str(ratio) == RATIO.show(ratio) == shown
    assert parse_ratio(shown) == ratio


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5", "bad_ratio"),
        ("101%", "bad_ratio"),
        ("-5%", "bad_ratio"),
        ("A:2%;A:3%", "bad_ratio"),
        ("5%;A:2%", "bad_ratio"),
        ("不低于3%", "bad_ratio"),
        ("A2%", "bad_ratio"),
        ("1/20", "bad_ratio"),
        (";", "bad_ratio"),
        ("E:5%", "unknown_code"),
        ("A:", "bad_ratio"),
        ("1e-2", "bad_ratio"),
    ],
)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(Flaw) as caught:
        parse_ratio(text)
    assert caught.value.code == code


def test_a_class_that_is_not_named_is_not_drawn() -> None:
    assert parse_ratio("A:2%").of("B") == 0
    assert parse_ratio("2%").of("B") == Fraction(1, 50)
    assert parse_ratio("2%").of("") == Fraction(1, 50)


@given(st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 100_000), min_size=1))
def test_ratios_survive_writing(thousandths: dict[str, int]) -> None:
    ratio = Ratio({name: Fraction(share, 100_000) for name, share in sorted(thousandths.items())})
    assert parse_ratio(str(ratio)) == ratio
