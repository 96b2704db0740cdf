"""What `programme build` is given: four workbooks and a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from yicha.kernel.command_line import BadInput, say
from yicha.kernel.tables import Level, Reading, read_rows
from yicha.orgs.types import OfficerAvailable, OfficerRow
from yicha.orgs.workbooks import available, read_officers
from yicha.planning.types import DepartmentLine, PastCheck
from yicha.planning.workbooks import read_history, read_plans
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import read_subjects

Row = TypeVar("Row")
MOST_NAMED = 5
CHECK_ROWS = "改正表格后重试 · mend the workbook and try again"


@dataclass(frozen=True)
class Places:
    """The files of the command line."""

    subjects: Path
    officers: Path
    plans: Path
    history: Path | None = None


@dataclass(frozen=True)
class Inputs:
    year: int
    first_day: date
    subjects: tuple[SubjectRow, ...]
    officers: tuple[OfficerAvailable, ...]
    lines: tuple[DepartmentLine, ...]
    past: tuple[PastCheck, ...]


def read_inputs(places: Places, year: int, first_day: date) -> Inputs:
    """BadInput that names file, sheet, row and column if anything is refused; warnings are counted on standard error."""
    subjects = _all_rows(read_subjects(read_rows(places.subjects), one_of_each=True))
    officers = _all_rows(read_officers(read_rows(places.officers)))
    lines = _all_rows(read_plans(read_rows(places.plans)))
    history = _all_rows(read_history(read_rows(places.history)), least=0) if places.history else ()
    present = available(officers, year)
    _warn_expired(officers, present)
    _warn_strangers(lines, present)
    return Inputs(year, first_day, subjects, present, lines, history)


def _all_rows(reading: Reading[Row], least: int = 1) -> tuple[Row, ...]:
    reading.require_no_refusals()
    if len(reading.rows) < least:
        raise BadInput("没有数据行 · no rows", CHECK_ROWS, file=reading.file)
    for problem in [found for found in reading.problems if found.level is Level.WARNING and found.code not in {"no_uscc", "old_number"}][
        :MOST_NAMED
    ]:
        say(f"{reading.file} › {problem.sheet} › {problem.row}：{problem.message}")
    if reading.warnings:
        say(f"{reading.file}：共 {reading.warnings} 处提示 · {reading.warnings} warnings")
    return reading.rows


def _warn_expired(officers: Sequence[OfficerRow], present: Sequence[OfficerAvailable]) -> None:
    gone = sorted({row.cert_no for row in officers} - {row.cert_no for row in present})
    if gone:
        say(f"证件已过期，不参加抽取 · certificate expired, never drawn: {len(gone)}（{'、'.join(gone[:MOST_NAMED])}）")


def _warn_strangers(lines: Sequence[DepartmentLine], present: Sequence[OfficerAvailable]) -> None:
    alone = sorted({line.department for line in lines} - {one.department for one in present})
    if alone:
        say(f"没有执法人员的部门，其计划无法排入 · departments without officers: {'、'.join(alone)}")
