"""Rows in the order that the address asks for: `?sort=valid_to`, `?sort=-valid_to` the other way round."""

from collections.abc import Iterable
from typing import Any, TypeVar

from yicha.shell.types import Column

Row = TypeVar("Row")


def in_order(rows: Iterable[Row], asked: str, columns: Iterable[Column]) -> list[Row]:
    """By the attribute that a column is named after; what is no column leaves the rows as they come. What is not there stands last."""
    name = asked.removeprefix("-")
    if name not in {column.key for column in columns}:
        return list(rows)

    def place(row: Row) -> tuple[bool, Any]:
        value = getattr(row, name)
        return (value is None) is not asked.startswith("-"), value

    return sorted(rows, key=place, reverse=asked.startswith("-"))
