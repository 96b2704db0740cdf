"""Rows and columns in the order and the choice that the address asks for: `?sort=valid_to`, `?sort=-valid_to` the other way round."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from yicha.shell.types import Column

Row = TypeVar("Row")


def order_asked(query: Mapping[str, str], columns: Iterable[Column]) -> str:
    """The key of a column that sorts, with `-` for the other way round; '' if the address names none."""
    asked = query.get("sort", "")
    return asked if asked.removeprefix("-") in {column.key for column in columns if column.sorts} else ""


def columns_asked(query: Mapping[str, str], columns: Iterable[Column]) -> tuple[Column, ...] | None:
    """Those that the address names, in the list's order; None where it says nothing of columns: all that is known of the rows."""
    if "columns" not in query:
        return None
    wanted = set(query["columns"].split(","))
    return tuple(column for column in columns if column.key in wanted)


def in_order(rows: Iterable[Row], asked: str, columns: Iterable[Column]) -> list[Row]:
    """By the attribute that a column is named after; what is no column leaves the rows as they come. What is not there stands last."""
    name = order_asked({"sort": asked}, columns).removeprefix("-")
    if not name:
        return list(rows)

    def place(row: Row) -> tuple[bool, Any]:
        value = getattr(row, name)
        return (value is None) is not asked.startswith("-"), value

    return sorted(rows, key=place, reverse=asked.startswith("-"))
