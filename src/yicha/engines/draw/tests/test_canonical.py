import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw.canonical import GREATEST, canon, demand_ascending, read_file, read_json, read_lines, write_file, write_lines
from yicha.engines.draw.errors import DrawError

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
INTEGERS = st.integers(-GREATEST, GREATEST)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_file("f", write_file(value)) == value
    assert read_json("f", canon(value)) == value


@given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=3), max_size=4))
def test_lines_are_read_back(rows: list[dict[str, Any]]) -> None:
    assert read_lines("f", write_lines(rows)) == rows


@given(VALUES)
def test_canon_is_the_page_s(value: Any) -> None:
    assert canon(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_canonical_bytes_spelled_out() -> None:
    assert canon({"b": [1, None, True], "a": '引"\\\n\x01\x7f/'}) == '{"a":"引\\"\\\\\\n\\u0001\x7f/","b":[1,null,true]}'.encode()
    assert write_file({}) == b"{}\n"
    assert write_lines([]) == b""
    assert write_lines([{}, {"a": 1}]) == b'{}\n{"a":1}\n'


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": 1}\n',
        b' {"a":1}\n',
        b'{"a":1}',
        b'{"a":1}\n\n',
        b'{"a":1}\r\n',
        b'{"b":1,"a":1}\n',
        b'{"a":"\\u0041"}\n',
        b'{"a":"\\/"}\n',
        b'{"a":"\\u000A"}\n',
        b'{"a":"\\u000a"}\n',
        b'{"a":-0}\n',
    ],
)
def test_another_way_of_writing_is_refused(content: bytes) -> None:
    read_json("f", content)
    with pytest.raises(DrawError, match=r"^f：不是规范写法"):
        read_file("f", content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"{",
        b'{"a":1}{}',
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b"1.0",
        b"1e3",
        b"[1.5]",
        b"NaN",
        b"-Infinity",
        b"01",
        b"%d" % (GREATEST + 1),
        b"-%d" % (GREATEST + 1),
        b"1" * 5000,
        b"\xff",
        b"\xef\xbb\xbf{}",
        b'"\\ud800"',
        b"'a'",
        b"[" * 100_000,
        b"[1,]",
    ],
)
def test_what_is_not_strict_json_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(DrawError, match=r"^f：不是严格的 JSON") as refusal:
        read_json("f", content)
    assert "f: not strict JSON" in str(refusal.value)


def test_the_greatest_integers_are_read() -> None:
    assert read_json("f", b"[%d,%d]" % (GREATEST, -GREATEST)) == [GREATEST, -GREATEST]
    assert GREATEST == 9007199254740991


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}", "末尾缺换行"),
        (b"{}\n{}", "末尾缺换行"),
        (b"[]\n", "每行应是一个对象"),
        (b"{}\n1\n", "每行应是一个对象"),
        (b"{}\n\n", "f:2：不是严格的 JSON"),
        (b'{}\n{"a" :1}\n', "不是规范写法"),
        (b"{}\r\n", "不是规范写法"),
    ],
)
def test_lines_that_are_not_lines_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(DrawError, match=said):
        read_lines("f", content)


def test_no_bytes_are_no_lines() -> None:
    assert read_lines("f", b"") == []


def test_keys_must_ascend() -> None:
    demand_ascending("f", [])
    demand_ascending("f", ["a", "b", "c"])
    for keys, line in ((["a", "a"], 2), (["b", "a"], 2), (["a", "c", "b"], 3), ([""], 1)):
        with pytest.raises(DrawError, match=f"f 第 {line} 行：顺序不对或重复.*f line {line}: out of order or twice"):
            demand_ascending("f", keys)
