"""What each shape takes, and what it says of the rest: where, and what must stand there, in both languages."""

from typing import Any

import pytest

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import GREATEST
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.shapes import Shape

WHOLE = shapes.integer()
TEXT = ("文本", "text")
WHOLE_FROM_0 = ("不小于 0 的整数", "an integer from 0")
LIST, OBJECT = ("列表", "a list"), ("对象", "an object")
NUMBER = ("编号（大写字母、数字和 :._-，至多 64 位）", "a number of A-Z, 0-9 and :._-, at most 64")
LABEL = ("标签（至多 32 个字母、数字或 _.:*-）", "a label, at most 32 letters, digits or _.:*-")

GOOD: list[tuple[Shape, list[Any]]] = [
    (shapes.text, ["", "x"]),
    (shapes.anything, [None, [], "x"]),
    (shapes.nonempty, ["x"]),
    (WHOLE, [0, 1, GREATEST]),
    (shapes.integer(2), [2]),
    (shapes.one_of("a", "b"), ["a", "b"]),
    (shapes.hexes(2), ["00ff"]),
    (shapes.hex_text, ["", "00", "00ff"]),
    (shapes.nullable(shapes.text), [None, "x"]),
    (shapes.blank_or(shapes.hexes(1)), ["", "0a"]),
    (shapes.list_of(WHOLE), [[], [0, 1]]),
    (shapes.row_of(shapes.text, WHOLE), [["x", 0]]),
    (shapes.mapping(shapes.label, WHOLE), [{}, {"a": 0}]),
    (shapes.fields(a=shapes.text), [{"a": "x"}]),
    (shapes.fields(more=True, a=shapes.text), [{"a": "x"}, {"a": "x", "b": 1}]),
    (shapes.ascending(WHOLE), [[], [0], [0, 2]]),
    (shapes.ascending(WHOLE, 1), [[0]]),
    (shapes.day, ["2026-02-28"]),
    (shapes.sid, ["A", "9:._-", "A" * 64]),
    (shapes.label, ["*", "a_.:*-9", "a" * 32]),
    (shapes.decimal, ["0", "10", "9" * 16]),
    (shapes.digest, ["0f" * 32]),
]

BAD: list[tuple[Shape, list[Any], str, tuple[str, str]]] = [
    (shapes.text, [None, 1, []], "x", TEXT),
    (shapes.nonempty, ["", None], "x", ("非空文本", "text, not empty")),
    (WHOLE, [-1, GREATEST + 1, True, 1.0, "1", None], "x", WHOLE_FROM_0),
    (shapes.count, [-1], "x", WHOLE_FROM_0),
    (shapes.integer(2), [1], "x", ("不小于 2 的整数", "an integer from 2")),
    (shapes.one_of("a", "b"), ["c", None], "x", ("a或b", "a or b")),
    (shapes.hexes(2), ["00f", "00FF", "00", "00ff00", "zz00", None], "x", ("2 字节的小写十六进制", "2 bytes in lower-case hex")),
    (shapes.digest, ["00"], "x", ("32 字节的小写十六进制", "32 bytes in lower-case hex")),
    (shapes.hex_text, ["0", "AB", None], "x", ("小写十六进制", "lower-case hex")),
    (shapes.nullable(shapes.text), [1], "x", TEXT),
    (shapes.blank_or(shapes.day), ["0", None], "x", ("日期 YYYY-MM-DD", "a date YYYY-MM-DD")),
    (shapes.list_of(WHOLE), [{}, "ab", None], "x", LIST),
    (shapes.list_of(WHOLE), [[0, -1]], "x[1]", WHOLE_FROM_0),
    (shapes.row_of(shapes.text, WHOLE), [["a"], ["a", 1, 2], "ab", None], "x", ("2 个值", "2 values")),
    (shapes.row_of(shapes.text, WHOLE), [["a", -1]], "x[1]", WHOLE_FROM_0),
    (shapes.mapping(shapes.label, WHOLE), [[], None], "x", OBJECT),
    (shapes.mapping(shapes.label, WHOLE), [{"a b": 0}], "x.a b", LABEL),
    (shapes.mapping(shapes.label, WHOLE), [{"a": -1}], "x.a", WHOLE_FROM_0),
    (shapes.fields(a=shapes.text), [[], None], "x", OBJECT),
    (shapes.fields(a=shapes.text), [{"a": 1}], "x.a", TEXT),
    (shapes.ascending(WHOLE), [[1, 0], [1, 1]], "x", ("递增的列表，至少 0 个", "an ascending list of at least 0")),
    (shapes.ascending(WHOLE, 1), [[]], "x", ("递增的列表，至少 1 个", "an ascending list of at least 1")),
    (shapes.ascending(WHOLE), [[-1]], "x[0]", WHOLE_FROM_0),
    (shapes.ascending(WHOLE), [None], "x", LIST),
    (shapes.day, ["2026-02-29", "20260228", None, 5], "x", ("日期 YYYY-MM-DD", "a date YYYY-MM-DD")),
    (shapes.sid, ["", "a", "A" * 65, "-A", "A b", None], "x", NUMBER),
    (shapes.label, ["", "a" * 33, "甲", None], "x", LABEL),
    (shapes.decimal, ["", "00", "01", "9" * 17, "-1", None], "x", ("十进制数，无前导零", "a decimal number without leading zeros")),
]


@pytest.mark.parametrize(("shape", "values"), GOOD, ids=range(len(GOOD)))
def test_what_fits_is_taken(shape: Shape, values: list[Any]) -> None:
    for value in values:
        shape("x", value)


@pytest.mark.parametrize(("shape", "values", "place", "wanted"), BAD, ids=range(len(BAD)))
def test_what_does_not_fit_is_named_with_its_place(shape: Shape, values: list[Any], place: str, wanted: tuple[str, str]) -> None:
    chinese, english = wanted
    for value in values:
        with pytest.raises(DrawError) as refusal:
            shape("x", value)
        assert str(refusal.value) == f"{place}：应是{chinese} · {place}: must be {english}"


@pytest.mark.parametrize(
    ("value", "said"),
    [({}, "x：缺少 a · x: a is missing"), ({"a": "", "c": 1, "b": 1}, "x：多出 b · x: b is not a field")],
    ids=["missing", "more"],
)
def test_fields_are_exactly_those_that_are_named(value: Any, said: str) -> None:
    with pytest.raises(DrawError) as refusal:
        shapes.fields(a=shapes.text)("x", value)
    assert str(refusal.value) == said
