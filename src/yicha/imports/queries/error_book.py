"""The workbook of what is wrong: the rows as they were written, why, and how to mend them."""

from pathlib import Path

from yicha.imports.queries.preview import refused_rows
from yicha.imports.queries.registers import register_of
from yicha.imports.types import ImportRow, PreviewProblem
from yicha.kernel.files import path_of
from yicha.kernel.tables import Faulty, Intake, Level, Problem, read_rows, write_faulty


def error_workbook(found: ImportRow, path: Path) -> None:
    """Only the rows with problems are held; the file is gone through once more."""
    wanted = refused_rows(found)
    layout = register_of(found.kind).layout(found.region_path, found.at.date(), ())
    intake = Intake(layout.columns, read_rows(path_of(found.digest), name=found.name))
    faulty = [
        Faulty(record.header, record.number, record.cells, _plain(wanted[record.header.sheet, record.number]))
        for record in intake.records()
        if (record.header.sheet, record.number) in wanted
    ]
    write_faulty(path, faulty)


def _plain(problems: list[PreviewProblem]) -> list[Problem]:
    return [Problem(one.sheet, one.row, one.column, one.letter, one.code, one.message, Level(one.level)) for one in problems]
