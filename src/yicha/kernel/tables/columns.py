"""Columns of a workbook, and how a row of the file is recognised as their header, in any order and either language."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yicha.kernel.parsers.limits import letter_of
from yicha.kernel.tables.cells import TEXT, Kind, clean

BRACKETS = re.compile(r"\([^()]*\)")
MARKS = re.compile(r"[\s*:]")
COUNTERS = {"序号", "行号", "no", "no.", "#"}
OURS = {"错误位置", "原因", "怎么改", "原表行号"}  # columns that an error workbook adds


@dataclass(frozen=True)
class Column:
    """One column. A flaw in a `lenient` one is a warning and the value is dropped; in any other the row is refused."""

    name: str
    label: str
    kind: Kind = TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    max_length: int = 200
    lenient: bool = False
    example: str = ""
    note: str = ""

    @property
    def keys(self) -> set[str]:
        return {header_key(text) for text in (self.name, self.label, *self.aliases)}


@dataclass(frozen=True)
class Header:
    """The header of a sheet: the columns by their place, and the text over every place."""

    sheet: str
    number: int
    columns: Mapping[int, Column]
    labels: tuple[str, ...]

    def label(self, index: int) -> str:
        """The text over a place; with its letter where that is empty or stands over two."""
        written = self.labels[index] if index < len(self.labels) else ""
        return written if written and self.labels.count(written) == 1 else f"{written}{letter_of(index)}列"

    def place(self, name: str) -> int | None:
        return next((index for index, column in self.columns.items() if column.name == name), None)

    def missing(self, columns: Sequence[Column]) -> list[Column]:
        return [column for column in columns if column.required and self.place(column.name) is None]


def header_key(text: str) -> str:
    """The text for comparing headers: half-width, small letters, no blanks, stars or colons."""
    return MARKS.sub("", unicodedata.normalize("NFKC", clean(text))).casefold()


def is_counter(text: str) -> bool:
    """Furniture of the sheet and not a column of the data."""
    return header_key(text) in COUNTERS | OURS


def recognise(sheet: str, number: int, cells: Sequence[str], columns: Sequence[Column]) -> Header:
    """What of the row would be columns. A header's own words go first, then without brackets and by parts (`代码/注册号`)."""
    by_key = {key: column for column in columns for key in column.keys}
    found: dict[int, Column] = {}
    for spellings in (_exact, _derived):
        for index, cell in enumerate(cells):
            column = next((by_key[key] for key in spellings(cell) if key in by_key), None)
            if index not in found and column is not None and column not in found.values():
                found[index] = column
    return Header(sheet, number, found, tuple(clean(cell) for cell in cells))


def is_header(header: Header, columns: Sequence[Column]) -> bool:
    """Two columns, one of them required, make a header; one only if nothing else stands in the row."""
    if not any(column.required for column in header.columns.values()):
        return False
    others = [label for index, label in enumerate(header.labels) if label and index not in header.columns and not is_counter(label)]
    return len(header.columns) > 1 or not others


def repeats(header: Header, filled: Sequence[tuple[int, str]]) -> bool:
    """The row is the header once more, as on every printed page."""
    return all(index < len(header.labels) and header_key(header.labels[index]) == header_key(text) for index, text in filled)


def _exact(text: str) -> Iterator[str]:
    yield header_key(text)


def _derived(text: str) -> Iterator[str]:
    key = header_key(text)
    for spelling in (key, BRACKETS.sub("", key)):
        yield spelling
        yield from re.split(r"[/|、或]", spelling)
