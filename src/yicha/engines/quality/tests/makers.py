"""Invented codes whose checks hold."""

from hypothesis import strategies as st

from yicha.engines.quality.codes import ALPHABET, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS


def organisation_code(body: str) -> str:
    total = sum(ORGANISATION_ALPHABET.index(letter) * weight for letter, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    return body + {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def with_check(first_seventeen: str) -> str:
    """The check character by the standard's own words, not by the library."""
    total = sum(ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(first_seventeen))
    return first_seventeen + ALPHABET[-total % 31]


def invented_uscc(number: int) -> str:
    return with_check("91999999" + organisation_code(f"{number:08d}"))


USCCS = st.builds(
    lambda region, body: with_check(f"91{region:06d}{organisation_code(body)}"),
    st.integers(100_000, 999_999),
    st.text(alphabet=ALPHABET, min_size=8, max_size=8),
)
