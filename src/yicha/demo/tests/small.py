"""A corner of 青禾县 that the whole main job crosses in seconds: a few departments, their lines, and subjects for every pool."""

import atexit
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, islice
from pathlib import Path

from yicha.demo.county import County, make_county
from yicha.engines.scope import matches, parse_query
from yicha.orgs.types import DepartmentKind, OfficerRow
from yicha.planning.types import FilePlan, LineRow
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import ASKED

DEPARTMENTS = ("市场监管局", "消防救援大队", "卫健局", "商务局")
SUBJECTS, OFFICERS, OF_EACH_POOL = 300, 9, 4
OF_THE_DEMO = ("青禾", 2026)


def small_county(of: County, subjects: int = SUBJECTS, names: Sequence[str] = DEPARTMENTS) -> County:
    """Departments whole, with so many officers each; lines that still have a pool; all offices, regions and towns."""
    codes = {found.code for found in of.departments if found.short_name in names}
    plans = [plan for plan in of.plans if plan.department in codes]
    rows = _subjects(of.subjects, [line for plan in plans for line in plan.lines], subjects)
    kept = tuple(filter(lambda plan: plan.lines, (_plan(plan, rows) for plan in plans)))
    items = {line.item_code for plan in kept for line in plan.lines}
    classes = {line.check_class for plan in kept for line in plan.lines}
    sids = {row.sid for row in rows}
    inspecting = {found.code for found in of.departments if found.kind is DepartmentKind.DEPARTMENT}
    return replace(
        of,
        departments=tuple(found for found in of.departments if found.code not in inspecting - codes),
        subjects=rows,
        officers=tuple(_officers(of.officers, names)),
        items=tuple(item for item in of.items if item.code in items),
        plans=kept,
        history=tuple(check for check in of.history if check.sid in sids and check.check_class in classes),
        past_results=tuple(result for result in of.past_results if result.sid in sids and result.item_code in items),
    )


@cache
def whole() -> County:
    return make_county(*OF_THE_DEMO)


def small() -> County:
    return kept(on_disk(), *OF_THE_DEMO)


@cache
def on_disk() -> Path:
    """A folder for small counties, which programs of their own share with this one (`play.py`)."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    return folder


def kept(folder: Path, seed: str, year: int) -> County:
    """To make a county takes four seconds, longer than most of what is done with a small one: who asks first leaves it for the others."""
    file = folder / f"{seed} {year}"
    if not file.exists():
        draft = file.with_name(f"{file.name} {os.getpid()}")
        draft.write_bytes(pickle.dumps(small_county(make_county(seed, year))))
        draft.replace(file)
    found: County = pickle.loads(file.read_bytes())  # noqa: S301 our own, of this run
    return found


def members(line: LineRow, rows: Sequence[SubjectRow]) -> Sequence[SubjectRow]:
    """Whom the line may fall on."""
    if line.selection == "list":
        return [row for row in rows if row.sid in line.sids]
    return matches(parse_query(line.scope_query, ASKED), rows)


def _subjects(rows: Sequence[SubjectRow], lines: Iterable[LineRow], count: int) -> tuple[SubjectRow, ...]:
    """Some of every pool, then whoever comes at even steps."""
    wanted = {row.sid for line in lines for row in members(line, rows)[:OF_EACH_POOL]}
    rest = [row.sid for row in rows if row.sid not in wanted]
    missing = max(0, count - len(wanted))
    wanted |= set(rest[:: max(1, len(rest) // max(1, missing))][:missing])
    return tuple(row for row in rows if row.sid in wanted)


def _plan(plan: FilePlan, rows: Sequence[SubjectRow]) -> FilePlan:
    lines = (replace(line, sids=tuple(row.sid for row in members(line, rows)) if line.selection == "list" else ()) for line in plan.lines)
    return replace(plan, lines=tuple(line for line in lines if members(line, rows)))


def _officers(rows: Sequence[OfficerRow], names: Sequence[str]) -> Iterable[OfficerRow]:
    for department, own in groupby(sorted(rows, key=lambda row: row.department), key=lambda row: row.department):
        if department in names:
            yield from islice(own, OFFICERS)
