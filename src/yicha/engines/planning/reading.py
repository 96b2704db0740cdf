"""Plain JSON values read with the place of every mistake: ``lines[3].minutes``."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

_Kind = TypeVar("_Kind", bound=StrEnum)
REQUIRED: Any = object()


class InputError(ValueError):
    """The input cannot be read. The text is one line: place, what is wrong in Chinese and in English."""

    def __init__(self, place: str, chinese: str, english: str) -> None:
        """``place``: path of the value in the file."""
        super().__init__(f"{place}: {chinese} · {english}")
        self.place = place


class Row:
    """One JSON object and its place. A field that is absent or null takes its default; without one it is an error."""

    def __init__(self, plain: Any, place: str) -> None:
        """``plain`` must be an object."""
        if not isinstance(plain, Mapping):
            raise InputError(place or "JSON", "应为对象", "must be an object")
        self.plain, self.place = plain, place

    def bad(self, key: str, chinese: str, english: str) -> InputError:
        """The error for one field of this row."""
        return InputError(f"{self.place}.{key}" if self.place else key, chinese, english)

    def _raw(self, key: str, default: Any) -> Any:
        value = self.plain.get(key)
        if value is None and default is REQUIRED:
            raise self.bad(key, "缺少该项", "is missing")
        return default if value is None else value

    def text(self, key: str, default: Any = REQUIRED) -> Any:
        """A string."""
        value = self._raw(key, default)
        if value is default or isinstance(value, str):
            return value
        raise self.bad(key, "应为文字", "must be text")

    def name(self, key: str) -> str:
        """A string that is not empty."""
        value: str = self.text(key)
        if not value:
            raise self.bad(key, "不能为空", "must not be empty")
        return value

    def number(self, key: str, default: Any = REQUIRED, least: int | None = 0, most: int | None = None) -> Any:
        """A whole number within its bounds."""
        value = self._raw(key, default)
        return value if value is default else self._whole(key, value, least, most)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._raw(key, default)
        if isinstance(value, bool):
            return value
        raise self.bad(key, "应为 true 或 false", "must be true or false")

    def choice(self, key: str, kind: type[_Kind], default: Any = REQUIRED) -> _Kind:
        """One of the values of an enumeration."""
        value = self.text(key, default)
        if value not in set(kind):
            allowed = "/".join(kind)
            raise self.bad(key, f"应为 {allowed} 之一", f"must be one of {allowed}")
        return kind(value)

    def items(self, key: str, default: Any = ()) -> Sequence[Any]:
        """A list of anything."""
        value = self._raw(key, default)
        if value is default or isinstance(value, list | tuple):
            return tuple(value)
        raise self.bad(key, "应为列表", "must be a list")

    def texts(self, key: str, default: Any = ()) -> tuple[str, ...]:
        """A list of strings, in order, each once."""
        values = self.items(key, default)
        if not all(isinstance(value, str) for value in values):
            raise self.bad(key, "应为文字列表", "must be a list of text")
        return tuple(sorted(set(values)))

    def numbers(self, key: str, default: Any = (), most: int | None = None) -> tuple[int, ...]:
        """A list of whole numbers, as given."""
        return tuple(self._whole(f"{key}[{i}]", value, 0, most) for i, value in enumerate(self.items(key, default)))

    def tuples(self, key: str, *kinds: type) -> tuple[tuple[Any, ...], ...]:
        """A list of short lists with these kinds of values, in order."""
        rows = []
        for i, value in enumerate(self.items(key)):
            wrong = not isinstance(value, list | tuple) or len(value) != len(kinds)
            if wrong or not all(isinstance(v, k) and not isinstance(v, bool) for v, k in zip(value, kinds, strict=True)):
                english = ", ".join(kind.__name__ for kind in kinds)
                raise self.bad(f"{key}[{i}]", f"应为 [{english}]", f"must be [{english}]")
            rows.append(tuple(value))
        return tuple(sorted(rows))

    def child(self, key: str) -> "Row":
        """An object within this one; absent means empty."""
        return Row(self._raw(key, {}), key)

    def rows(self, key: str, default: Any = REQUIRED) -> "Iterator[Row]":
        """The objects of a list, each with its place."""
        for i, value in enumerate(self.items(key, default)):
            yield Row(value, f"{self.place}.{key}[{i}]" if self.place else f"{key}[{i}]")

    def _whole(self, key: str, value: Any, least: int | None, most: int | None) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.bad(key, "应为整数", "must be a whole number")
        if least is not None and value < least:
            raise self.bad(key, f"不能小于 {least}", f"must be at least {least}")
        if most is not None and value > most:
            raise self.bad(key, f"不能大于 {most}", f"must be at most {most}")
        return value
