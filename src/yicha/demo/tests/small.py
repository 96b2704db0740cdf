"""A corner of 青禾县 that the whole main job crosses in seconds: a few departments, their lines, and subjects for every pool."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, islice

from yicha.demo.county import County
from yicha.engines.scope import matches, parse_query
from yicha.orgs.types import DepartmentKind, OfficerRow
from yicha.planning.types import FilePlan, LineRow
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import ASKED

DEPARTMENTS = ("市场监管局", "消防救援大队", "卫健局", "商务局")
SUBJECTS, OFFICERS, OF_EACH_POOL = 300, 9, 4


def small_county(whole: County, subjects: int = SUBJECTS, names: Sequence[str] = DEPARTMENTS) -> County:
    """Departments whole, with so many officers each; lines that still have a pool; all offices, regions and towns."""
    codes = {found.code for found in whole.departments if found.short_name in names}
    plans = [plan for plan in whole.plans if plan.department in codes]
    rows = _subjects(whole.subjects, [line for plan in plans for line in plan.lines], subjects)
    kept = tuple(filter(lambda plan: plan.lines, (_plan(plan, rows) for plan in plans)))
    items = {line.item_code for plan in kept for line in plan.lines}
    classes = {line.check_class for plan in kept for line in plan.lines}
    sids = {row.sid for row in rows}
    inspecting = {found.code for found in whole.departments if found.kind is DepartmentKind.DEPARTMENT}
    return replace(
        whole,
        departments=tuple(found for found in whole.departments if found.code not in inspecting - codes),
        subjects=rows,
        officers=tuple(_officers(whole.officers, names)),
        items=tuple(item for item in whole.items if item.code in items),
        plans=kept,
        history=tuple(check for check in whole.history if check.sid in sids and check.check_class in classes),
        past_results=tuple(result for result in whole.past_results if result.sid in sids and result.item_code in items),
    )


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
