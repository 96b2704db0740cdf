"""Lists whose rows are all read: narrowed by words, in the order of a column, a page of them, as the address asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator

from yicha.shell.sorting import order_asked
from yicha.shell.types import Column

PER_PAGE: Final = 50


@dataclass(frozen=True)
class Line:
    """`one`: what the page shows; `cells`: the same by column, in the words of the page, as it is searched, ordered and taken out."""

    one: Any
    cells: Mapping[str, Any]


def lines_asked(lines: Iterable[Line], query: Mapping[str, str], columns: Iterable[Column]) -> list[Line]:
    """`?q=` narrows, `?sort=` orders; what is empty stands last."""
    text, order = query.get("q", "").strip().casefold(), order_asked(query, columns)
    found = [line for line in lines if text in " ".join(str(value) for value in line.cells.values() if value is not None).casefold()]
    name, back = order.removeprefix("-"), order.startswith("-")

    def place(line: Line) -> tuple[bool, Any]:
        value = line.cells[name]
        return (value in (None, "")) is not back, value or ""

    return sorted(found, key=place, reverse=back) if name else found


def page_asked(lines: Iterable[Line], query: Mapping[str, str], columns: tuple[Column, ...]) -> dict[str, Any]:
    """What `shell/parts/find.html`, the table and `pages` need; `columns`: all but those that are no word of a row."""
    return {
        "page": Paginator(lines_asked(lines, query, columns), PER_PAGE).get_page(query.get("page")),
        "text": query.get("q", "").strip(),
    }
