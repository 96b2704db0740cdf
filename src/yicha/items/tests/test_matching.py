"""同源匹配: suggestions by shared instruments and words."""

from hypothesis import given
from hypothesis import strategies as some

from yicha.items.rules.matching import LEAST, MOST, likeness_of, score, short_name, suggestions

TEXT = some.text("食品药品消防经营安全《》检查", max_size=12)


def entry(number: int, name: str, legal_basis: str = "") -> tuple[int, str, str]:
    return (number, name, legal_basis)


@given(TEXT, TEXT, TEXT, TEXT)
def test_likeness_is_symmetric_and_between_none_and_all(name: str, basis: str, other: str, its: str) -> None:
    one, two = likeness_of(name, basis), likeness_of(other, its)
    assert score(one, two) == score(two, one)
    assert 0 <= score(one, two) <= 1.0000001
    assert score(one, one) > 0.9999999


def test_the_full_and_the_short_name_of_a_law_are_one() -> None:
    assert short_name("《中华人民共和国食品安全法》") == short_name("食品安全法") == "食品安全法"


def test_the_likeliest_is_offered_first_and_what_was_decided_no_more() -> None:
    items = [("I001", "食品经营监督检查", "《食品安全法》第一百一十条")]
    entries = [
        entry(1, "对食品经营的行政检查", "《中华人民共和国食品安全法》"),
        entry(2, "食品生产监督检查", "《食品安全法》"),
        entry(3, "消防监督检查", "《消防法》"),
    ]
    found = suggestions(items, entries)
    assert [one.entry for one in found] == [1, 2]
    assert found[0].score > found[1].score >= LEAST
    assert [one.entry for one in suggestions(items, entries, {("I001", 1)})] == [2]


def test_no_item_gets_more_than_a_few() -> None:
    entries = [entry(number, f"食品经营检查{number}") for number in range(MOST + 1)]
    assert len(suggestions([("I001", "食品经营检查", "")], entries)) == MOST
