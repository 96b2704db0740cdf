"""One way to write each value, so that bytes can be compared instead of meanings (docs/vdr1.md §1).

Reading is strict: no repeated keys, no fractions, no integer that a JavaScript number cannot hold. What was read is
written again and compared, so a second way of writing the same value is refused.
"""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from yicha.engines.draw.errors import DrawError

GREATEST = 2**53 - 1
_BOM = b"\xef\xbb\xbf"


def canon(value: object) -> bytes:
    """The canonical bytes of a value of JSON, without newline."""
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError as error:
        raise DrawError("文字中有半个字符，无法保存", "a text holds half a character (a lone surrogate)") from error


def write_file(value: object) -> bytes:
    """A canonical file: one value and a newline."""
    return canon(value) + b"\n"


def write_lines(rows: Iterable[object]) -> bytes:
    """Canonical lines: each row and a newline; no rows are no bytes."""
    return b"".join(canon(row) + b"\n" for row in rows)


def read_json(name: str, content: bytes) -> Any:
    """The value of a JSON text; DrawError naming the file if it is not strict JSON in UTF-8."""
    try:
        if content.startswith(_BOM):
            _refuse("BOM")
        text = content.decode()
        value = _DECODER.decode(text)
        if "\\u" in text:
            canon(value)  # an escape may hide half a character, which no file can hold
    except (ValueError, RecursionError) as error:
        raise DrawError(f"{name}：不是严格的 JSON（{error}）", f"{name}: not strict JSON") from error
    return value


def read_file(name: str, content: bytes) -> Any:
    """The value of a canonical file; DrawError if it is written in any other way."""
    value = read_json(name, content)
    _demand_same(name, content, write_file(value))
    return value


def read_canonical(name: str, content: bytes) -> Any:
    """The value that these canonical bytes are, without a newline; DrawError if it is written in any other way."""
    value = read_json(name, content)
    _demand_same(name, content, canon(value))
    return value


def split_lines(name: str, content: bytes) -> list[bytes]:
    """The lines without their newlines; DrawError if the last has none."""
    lines = content.split(b"\n")
    if lines.pop() != b"":
        raise DrawError(f"{name}：末尾缺换行", f"{name}: no newline at the end")
    return lines


def read_lines(name: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of canonical lines, each an object; their order is the caller's to check."""
    rows = [read_json(f"{name}:{number}", line) for number, line in enumerate(split_lines(name, content), 1)]
    if not all(isinstance(row, dict) for row in rows):
        raise DrawError(f"{name}：每行应是一个对象", f"{name}: each line must be an object")
    _demand_same(name, content, write_lines(rows))
    return rows


def demand_ascending(name: str, keys: Iterable[str]) -> None:
    """DrawError unless each key is greater than the one before."""
    before = ""
    for number, key in enumerate(keys, 1):
        if key <= before:
            raise DrawError(f"{name} 第 {number} 行：顺序不对或重复（{key}）", f"{name} line {number}: out of order or twice")
        before = key


def _demand_same(name: str, content: bytes, again: bytes) -> None:
    if content != again:
        raise DrawError(f"{name}：不是规范写法", f"{name}: not written canonically")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("重复的键")
    return found


def _integer(digits: str) -> int:
    number = int(digits)
    if abs(number) > GREATEST:
        _refuse(digits)
    return number


def _refuse(what: str) -> NoReturn:
    raise ValueError(what)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_integer, parse_float=_refuse, parse_constant=_refuse)
