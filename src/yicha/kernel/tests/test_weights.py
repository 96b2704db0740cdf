import pytest

from yicha.kernel.tables import Flaw, parse_weights


@pytest.mark.parametrize(
    ("text", "tags", "weight"),
    [
        ("", ("重点监管",), 1),
        ("重点监管:3", ("重点监管",), 3),
        ("重点监管:3", (), 1),
        ("重点监管：3；投诉多：2", ("投诉多", "重点监管"), 3),
        (" 重点监管:100 ; 投诉多:2 ", ("投诉多",), 2),
    ],
)
def test_the_greatest_weight_of_the_tags_counts(text: str, tags: tuple[str, ...], weight: int) -> None:
    assert parse_weights(text).of(tags) == weight


@pytest.mark.parametrize("text", ["重点监管", "重点监管:1", "重点监管:0", "重点监管:101", "重点监管:03", ":3", "a:2;a:3", "a:2.5", "a:b:2"])
def test_what_is_no_weight_is_refused(text: str) -> None:
    with pytest.raises(Flaw, match="倍数"):
        parse_weights(text)


def test_what_was_read_is_written_again() -> None:
    assert str(parse_weights("重点监管：3；投诉多:2")) == "重点监管:3;投诉多:2"
