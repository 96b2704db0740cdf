"""The parser of workbooks: `.xlsx`, `.xls`, `.ods`. Hidden sheets are not told."""

from collections.abc import Iterator
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from yicha.kernel.parsers.archives import Refused, Scan, require_harmless, scan_sheets
from yicha.kernel.parsers.child import Message, as_text, run
from yicha.kernel.parsers.limits import Limits


def parse(file: IO[bytes], format_name: str, limits: Limits) -> Iterator[Message]:
    if format_name != "xls":
        require_harmless(file, limits)
    scans = scan_sheets(file, limits) if format_name == "xlsx" else {}
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    filled = 0
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            yield {"sheet": sheet.name}
            for number, cells in _rows(book.get_sheet_by_index(index), scans.get(sheet.name, Scan())):
                filled += 1
                if filled > limits.workbook_rows:
                    raise Refused("rows", sheet.name, number)
                yield number, cells


def _rows(sheet: CalamineSheet, scan: Scan) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything. A vertical merge says its value in each of its rows."""
    merges = _vertical_merges(sheet)
    spanning: dict[int, tuple[int, str]] = {}
    number = 0
    for number, values in enumerate(sheet.iter_rows() if sheet.start else (), 1):
        cells = _completed([as_text(value) for value in values], scan.texts.get(number, {}))
        spanning |= {column: (last, cells[column]) for column, last in merges.get(number, ()) if column < len(cells)}
        for column, (last, text) in spanning.items():
            if number <= last:
                cells[column] = cells[column] or text
        if any(cells):
            yield number, cells
    for later in sorted(row for row in scan.texts if row > number):
        yield later, _completed([], scan.texts[later])


def _completed(cells: list[str], texts: dict[int, str]) -> list[str]:
    cells += [""] * (max(texts, default=-1) + 1 - len(cells))
    for column, text in texts.items():
        cells[column] = text
    return cells


def _vertical_merges(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """By the first row of the merge: column and last row, for merges of one column."""
    merges: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right:
            merges.setdefault(top + 1, []).append((left, bottom + 1))
    return merges


if __name__ == "__main__":
    run(parse, CalamineError)
