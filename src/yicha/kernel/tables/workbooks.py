"""The three workbooks that every room writes from its columns: the template, an export, and the rows with errors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from yicha.kernel.parsers.limits import letter_of
from yicha.kernel.tables.columns import Column, Header, is_counter
from yicha.kernel.tables.intake import EXAMPLE
from yicha.kernel.tables.readings import Faulty, Reading
from yicha.kernel.tables.rows import Level
from yicha.kernel.tables.writing import Cell, Sheet, write_csv, write_workbook

Row = TypeVar("Row")
Values = Callable[[Row], Mapping[str, Any]]

NOTES = "填写说明"
NOTES_HEADER = ("列名", "英文列名", "是否必填", "怎样填写", "可填内容")
PROBLEMS = "问题清单"
PROBLEMS_HEADER = ("工作表", "行", "列", "表头", "处理", "原因", "怎么改")
ADDED = ("错误位置", "原因", "怎么改", "原表行号")
LEVELS = {Level.REFUSED: "拒绝", Level.WARNING: "提醒"}
OFFERS_AT = len(NOTES_HEADER) - 1


def write_template(path: Path, title: str, columns: Sequence[Column]) -> None:
    """Headers, one example row (which reading leaves out), code lists to choose from, and a sheet that explains the columns."""
    first, *others = [column.example for column in columns]
    sheet = Sheet(title, [_head(column) for column in columns], [[f"{EXAMPLE}：{first}", *others]], _choices(columns))
    write_workbook(path, [sheet, Sheet(NOTES, NOTES_HEADER, [_note(column) for column in columns])])


def write_rows(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Row], values: Values[Row] = vars) -> None:
    """Write rows so that reading the file gives them again: `.csv` by its ending, else `.xlsx`."""
    header = [column.label for column in columns]
    cells = [_cells(columns, values(row)) for row in rows]
    if path.suffix == ".csv":
        write_csv(path, header, cells)
    else:
        write_workbook(path, [Sheet(title, header, cells)])


def write_errors(path: Path, reading: Reading[Any]) -> None:
    """Rows with problems as they were written, to be mended and imported again, and a list of the problems by place."""
    write_faulty(path, reading.faulty)


def write_faulty(path: Path, faulty: Sequence[Faulty]) -> None:
    """As `write_errors`, of the rows alone."""
    pages = [_faulty_page(header, [fault for fault in faulty if fault.header is header]) for header in _headers(faulty)]
    listed: list[list[Cell]] = [
        [problem.sheet, problem.row, problem.letter, problem.column, LEVELS[problem.level], problem.message, problem.mend]
        for fault in faulty
        for problem in fault.problems
    ]
    write_workbook(path, [*pages, Sheet(PROBLEMS, PROBLEMS_HEADER, listed)])


def _head(column: Column) -> str:
    return column.label + "*" * column.required


def _note(column: Column) -> list[str]:
    return [column.label, column.name, "是" if column.required else "", column.note, *column.kind.offers]


def _choices(columns: Sequence[Column]) -> dict[int, str]:
    """The code list of a column stands in its row of the notes."""
    return {
        index: f"='{NOTES}'!${letter_of(OFFERS_AT)}${index + 2}:${letter_of(OFFERS_AT + len(column.kind.offers) - 1)}${index + 2}"
        for index, column in enumerate(columns)
        if column.kind.offers
    }


def _cells(columns: Sequence[Column], values: Mapping[str, Any]) -> list[str]:
    return [_shown(column, values.get(column.name)) for column in columns]


def _shown(column: Column, value: Any) -> str:
    return "" if value in (None, "", ()) else column.kind.show(value)


def _headers(faulty: Sequence[Faulty]) -> list[Header]:
    return list({id(fault.header): fault.header for fault in faulty}.values())


def _faulty_page(header: Header, faulty: Sequence[Faulty]) -> Sheet:
    kept = [index for index, label in enumerate(header.labels) if label and not is_counter(label)]
    rows = [
        [
            *(fault.cells[index] if index < len(fault.cells) else "" for index in kept),
            "；".join(problem.place or "整行" for problem in fault.problems),
            "；".join(f"{LEVELS[problem.level]}：{problem.message}" for problem in fault.problems),
            "；".join(dict.fromkeys(problem.mend for problem in fault.problems)),
            str(fault.number),
        ]
        for fault in faulty
    ]
    return Sheet(header.sheet, [*(header.labels[index] for index in kept), *ADDED], rows)
