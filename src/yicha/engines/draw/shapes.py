"""Shapes of JSON values, to be demanded before anything is computed: bytes from outside may hold anything.

A shape is a function (place, value) that returns nothing or raises DrawError naming the place.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from yicha.engines.draw.canonical import GREATEST
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.types import LABEL, SID

Shape = Callable[[str, Any], None]

_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")


def text(place: str, value: object) -> None:
    """Any text."""
    _demand(place, isinstance(value, str), "文本", "text")


def anything(place: str, value: object) -> None:
    """Whatever it is: somebody else looks at it."""


def nonempty(place: str, value: object) -> None:
    """Text that is not empty."""
    _demand(place, isinstance(value, str) and value != "", "非空文本", "text, not empty")


def integer(least: int = 0) -> Shape:
    """An integer from `least`; true and false are not integers."""

    def demand(place: str, value: Any) -> None:
        _demand(place, type(value) is int and least <= value <= GREATEST, f"不小于 {least} 的整数", f"an integer from {least}")

    return demand


def matching(pattern: re.Pattern[str], chinese: str, english: str) -> Shape:
    """Text that the whole pattern matches."""

    def demand(place: str, value: Any) -> None:
        _demand(place, isinstance(value, str) and pattern.fullmatch(value) is not None, chinese, english)

    return demand


def one_of(*values: str) -> Shape:
    """One of these texts."""

    def demand(place: str, value: Any) -> None:
        _demand(place, value in values, "或".join(values), " or ".join(values))

    return demand


def hexes(size: int) -> Shape:
    """Lower-case hex of so many bytes."""

    def demand(place: str, value: Any) -> None:
        fits = isinstance(value, str) and len(value) == 2 * size and _HEX.fullmatch(value) is not None
        _demand(place, fits, f"{size} 字节的小写十六进制", f"{size} bytes in lower-case hex")

    return demand


def nullable(shape: Shape) -> Shape:
    """Null, or the shape."""

    def demand(place: str, value: Any) -> None:
        if value is not None:
            shape(place, value)

    return demand


def blank_or(shape: Shape) -> Shape:
    """Empty text, or the shape."""

    def demand(place: str, value: Any) -> None:
        if value != "":
            shape(place, value)

    return demand


def list_of(shape: Shape) -> Shape:
    """A list of values of one shape."""

    def demand(place: str, value: Any) -> None:
        _demand(place, isinstance(value, list), "列表", "a list")
        for number, item in enumerate(value):
            shape(f"{place}[{number}]", item)

    return demand


def row_of(*shapes: Shape) -> Shape:
    """A list of a fixed number of values."""

    def demand(place: str, value: Any) -> None:
        _demand(place, isinstance(value, list) and len(value) == len(shapes), f"{len(shapes)} 个值", f"{len(shapes)} values")
        for number, (shape, item) in enumerate(zip(shapes, value, strict=True)):
            shape(f"{place}[{number}]", item)

    return demand


def mapping(key: Shape, item: Shape) -> Shape:
    """An object whose keys and values have one shape each."""

    def demand(place: str, value: Any) -> None:
        _demand(place, isinstance(value, dict), "对象", "an object")
        for name, content in value.items():
            key(f"{place}.{name}", name)
            item(f"{place}.{name}", content)

    return demand


def fields(more: bool = False, **shapes: Shape) -> Shape:  # noqa: FBT001, FBT002 the field names take every other word
    """An object with exactly these fields, or with at least these."""

    def demand(place: str, value: Any) -> None:
        _demand(place, isinstance(value, dict), "对象", "an object")
        for name in sorted(shapes.keys() - value.keys()):
            raise DrawError(f"{place}：缺少 {name}", f"{place}: {name} is missing")
        for name in sorted(value.keys() - shapes.keys() if not more else ()):
            raise DrawError(f"{place}：多出 {name}", f"{place}: {name} is not a field")
        for name, shape in shapes.items():
            shape(f"{place}.{name}", value[name])

    return demand


def ascending(shape: Shape, least: int = 0) -> Shape:
    """A list of strictly ascending values, at least so many."""
    items = list_of(shape)

    def demand(place: str, value: Any) -> None:
        items(place, value)
        rises = len(value) >= least and all(a < b for a, b in pairwise(value))
        _demand(place, rises, f"递增的列表，至少 {least} 个", f"an ascending list of at least {least}")

    return demand


def day(place: str, value: Any) -> None:
    """A date as YYYY-MM-DD."""
    try:
        fits = date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        fits = False
    _demand(place, fits, "日期 YYYY-MM-DD", "a date YYYY-MM-DD")


sid = matching(SID, "编号（大写字母、数字和 :._-，至多 64 位）", "a number of A-Z, 0-9 and :._-, at most 64")
label = matching(LABEL, "标签（至多 32 个字母、数字或 _.:*-）", "a label, at most 32 letters, digits or _.:*-")
decimal = matching(_NUMBER, "十进制数，无前导零", "a decimal number without leading zeros")
count = integer()
digest = hexes(32)
hex_text = matching(_HEX, "小写十六进制", "lower-case hex")


def _demand(place: str, fits: bool, chinese: str, english: str) -> None:  # noqa: FBT001 the verdict is the point
    if not fits:
        raise DrawError(f"{place}：应是{chinese}", f"{place}: must be {english}")
