"""What `programme build` is given: four workbooks and a year, and what must hold of them before anything is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from yicha.engines.deadlines import weeks_of_window
from yicha.kernel.command_line import BadInput
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Accepted, Level, Reading, read_rows
from yicha.norms.types import COUNTRY, NormCode, NormsInForce
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.orgs.types import OfficerAvailable, OfficerRow
from yicha.orgs.workbooks import available, read_officers
from yicha.planning.rules.history import strangers
from yicha.planning.types import DepartmentLine, PastCheck
from yicha.planning.workbooks import read_history, read_plans
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import read_subjects

Row = TypeVar("Row")
NEEDED = (NormCode.CLASS_CAP, NormCode.MIN_OFFICERS)
MOST_NAMED = 5
QUIET = {"no_uscc", "old_number"}  # lawful and frequent: counted, not listed
MEND_CELL = "改正该格后重试 · mend the cell and try again"


@dataclass(frozen=True)
class Places:
    """The files of the command line."""

    subjects: Path
    officers: Path
    plans: Path
    history: Path | None = None


@dataclass(frozen=True)
class Inputs:
    """`first_day`: the first that may still be planned. `remarks`: what people should know though it stops nothing."""

    year: int
    first_day: date
    subjects: tuple[SubjectRow, ...]
    officers: tuple[OfficerAvailable, ...]
    lines: tuple[DepartmentLine, ...]
    past: tuple[PastCheck, ...]
    remarks: tuple[str, ...] = ()


def require_year(year: int, first_day: date) -> None:
    """BadInput for a year that the norms do not provide for, and for a first day of another year."""
    try:
        for code in NEEDED:
            norms_of(year).norm(code)
    except RuleBroken as missing:
        raise BadInput(f"{year} 年没有法定参数：{missing.message} · no norms for {year}", "检查 --year · check --year") from missing
    if first_day.year != year:
        raise BadInput(f"--from {first_day} 不在 {year} 年 · is not in that year", "改日期或年份 · change one of them")


def norms_of(year: int) -> NormsInForce:
    """Those in force on the first day of the year; files know no region, so the country's hold."""
    return shipped_norms_in_force(COUNTRY, date(year, 1, 1))


def read_inputs(places: Places, year: int, first_day: date) -> Inputs:
    """BadInput that names file, sheet, row and column if anything is refused, in the order of the command line."""
    subjects = taken(read_subjects(read_rows(places.subjects), one_of_each=True))
    officers = taken(read_officers(read_rows(places.officers)))
    plans = taken(read_plans(read_rows(places.plans)))
    require_possible(plans, year)
    history = taken(read_history(read_rows(places.history)), least=0) if places.history else None
    present, past = available(officers.rows, year), history.rows if history else ()
    remarks = [
        *(remark for reading in (subjects, officers, plans, history) if reading for remark in _warnings(reading)),
        *_expired(officers.rows, present),
        *_without_officers(plans.rows, present),
        *_unknown_recusals(present, subjects.rows),
        *_named("已检查的主体不在名录 · past checks of unknown subjects", strangers(past, subjects.rows)),
    ]
    return Inputs(year, first_day, subjects.rows, present, plans.rows, past, tuple(remarks))


def taken(reading: Reading[Row], least: int = 1) -> Reading[Row]:
    """All rows or none."""
    reading.require_no_refusals()
    if len(reading.rows) < least:
        raise BadInput("没有数据行 · no rows", "填写后重试 · fill it in and try again", file=reading.file)
    return reading


def require_possible(plans: Reading[DepartmentLine], year: int) -> None:
    """LYG-4.3a, R-SUB-3: each line can be carried out in the year, by as many officers as the law demands."""
    least, calendar = norms_of(year).whole(NormCode.MIN_OFFICERS), shipped_working_days()
    for found in plans.accepted:
        line = found.row.line
        if line.min_officers < least:
            raise _bad_cell(plans, found, "最少人数", f"检查人员不得少于 {least} 人 · at least {least} officers (R-SUB-3)")
        if not weeks_of_window(year, *line.window, calendar).weeks:
            what = f"时间窗内没有 {year} 年的工作日 · no working day of {year} in the window"
            raise _bad_cell(plans, found, "时间窗", what)


def _bad_cell(plans: Reading[DepartmentLine], found: Accepted[DepartmentLine], column: str, what: str) -> BadInput:
    return BadInput(what, MEND_CELL, file=plans.file, sheet=found.sheet, row=found.number, column=column)


def _warnings(reading: Reading[Any]) -> Iterator[str]:
    told = [problem for problem in reading.problems if problem.level is Level.WARNING and problem.code not in QUIET]
    for problem in told[:MOST_NAMED]:
        yield f"{reading.file} › {problem.line}"
    if reading.warnings:
        yield f"{reading.file}：共 {reading.warnings} 处提示 · {reading.warnings} warnings"


def _expired(officers: Sequence[OfficerRow], present: Sequence[OfficerAvailable]) -> Iterator[str]:
    gone = {row.cert_no for row in officers} - {row.cert_no for row in present}
    return _named("证件已过期，不参加抽取 · certificate expired, never drawn", gone)


def _without_officers(lines: Sequence[DepartmentLine], present: Sequence[OfficerAvailable]) -> Iterator[str]:
    alone = {line.department for line in lines} - {one.department for one in present}
    return _named("部门没有执法人员，其计划无法排入 · departments without officers", alone)


def _unknown_recusals(present: Sequence[OfficerAvailable], subjects: Sequence[SubjectRow]) -> Iterator[str]:
    unknown = {sid for one in present for sid in one.recusals} - {row.sid for row in subjects}
    return _named("回避主体不在名录 · recusals of unknown subjects", unknown)


def _named(what: str, names: Iterable[str]) -> Iterator[str]:
    """How many, and the first few by name; nothing if there are none."""
    found = sorted(names)
    if found:
        yield f"{what}: {len(found)}（{'、'.join(found[:MOST_NAMED])}{' …' if len(found) > MOST_NAMED else ''}）"
