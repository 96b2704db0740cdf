"""Spreadsheets out. Whatever stands in a cell is text to the program that opens it: never a formula, never a link."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from yicha.kernel.tables.delimited import guarded

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | Decimal | date | None

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True}
LONGEST = 32_767  # characters of a cell
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 a fixed mark, so that equal content gives equal bytes
NAME_LENGTH = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
WIDTHS = range(8, 61)
SAMPLE = 200


@dataclass(frozen=True)
class Sheet:
    """One sheet. Columns are text, so that a long code stays as it is typed. `choices`: by column, the range of its code list."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[int, str] = field(default_factory=dict)


class Styles(NamedTuple):
    head: "Format"
    text: "Format"
    day: "Format"


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write an `.xlsx`; the same content always gives the same bytes."""
    with resolve_name("xlsxwriter:Workbook")(str(path), OPTIONS) as book:  # by name: few processes write one, all start
        book.set_properties({"created": EPOCH})
        styles = Styles(
            head=book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "num_format": "@", "text_wrap": True}),
            text=book.add_format({"num_format": "@", "valign": "top"}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        )
        names: set[str] = set()
        for sheet in sheets:
            name = _sheet_name(sheet.name, names)
            names.add(name.casefold())
            _write_sheet(book.add_worksheet(name), sheet, styles)


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = "utf-8-sig") -> None:
    """Write a `.csv`; cells that a spreadsheet would calculate get an apostrophe, which reading takes away again."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        for row in chain([header], rows):
            writer.writerow([guarded(cell_text(cell)) for cell in row])


def cell_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    plain = NOT_IN_NAMES.sub(" ", wanted).strip("' ")[:NAME_LENGTH] or "表"
    numbered = (f"{plain[: NAME_LENGTH - 4]} {number}" for number in count(2))
    return next(name for name in chain([plain], numbered) if name.casefold() not in taken)


def _write_sheet(page: "Worksheet", sheet: Sheet, styles: Styles) -> None:
    for index, width in enumerate(_widths(sheet)):
        page.set_column(index, index, width, styles.text)
    for index, label in enumerate(sheet.header):
        page.write_string(0, index, label, styles.head)
    for number, row in enumerate(sheet.rows, 1):
        for index, cell in enumerate(row):
            _write_cell(page, (number, index), cell, styles)
    for index, source in sheet.choices.items():
        page.data_validation(1, index, 1_048_575, index, {"validate": "list", "source": source, "error_type": "warning"})
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)


def _write_cell(page: "Worksheet", place: tuple[int, int], cell: Cell, styles: Styles) -> None:
    if isinstance(cell, str):
        page.write_string(*place, UNPRINTABLE.sub("", cell)[:LONGEST], styles.text)
    elif isinstance(cell, date):
        page.write_datetime(*place, cell, styles.day)
    elif cell is not None:
        page.write_number(*place, cell)


def _widths(sheet: Sheet) -> list[int]:
    columns = [[label] for label in sheet.header]
    for row in sheet.rows[:SAMPLE]:
        for index, cell in enumerate(row[: len(columns)]):
            columns[index].append(cell_text(cell))
    return [min(max(2 + max(map(_width, column)), WIDTHS.start), WIDTHS.stop) for column in columns]


def _width(text: str) -> int:
    """Chinese characters are two wide."""
    return sum(1 if letter < "\u0300" else 2 for letter in text[: WIDTHS.stop])
