"""`yicha plans import FILE`: a workbook is filed as one department's plan of a year, in place of the one before."""

from argparse import Namespace
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from yicha.imports.batch.command import in_words, region_named
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput, answer, say, show
from yicha.kernel.tables import Level, Problem, Reading, Verdict, read_rows, verdict_of
from yicha.orgs.queries.places import department_codes
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.take_back_plan import take_back_plan
from yicha.planning.queries import plan_of
from yicha.planning.types import DepartmentLine, FilePlan, LineRow, PlanStatus, TakeBackPlan
from yicha.planning.workbooks import coded, read_plans

FILED = "已报送，代替原来的计划 · filed in place of the plan before"
DRY = "只看差异，没有报送 · differences only, nothing filed"
NOT_FILED = "没有报送，请改正后再试 · nothing filed: mend the rows"


def run(arguments: Namespace) -> int:
    """0 filed, or the preview of `--dry-run` · 1 lines are refused, by their cells or by a rule, nothing filed · 2 unreadable."""
    at, region = now(), region_named(arguments.region)
    reading, gone = _previewed(arguments, region, at)
    lawful = bool(reading.rows) and (arguments.accept_valid or not reading.refused)
    if lawful:
        _file(arguments, region, [row.line for row in reading.rows], at)
    filed = lawful and not arguments.dry_run
    if arguments.json:
        answer(reading.as_json() | {"removed": gone, "imported": reading.valid if filed else 0})
    else:
        _tell(reading, gone, FILED if filed else DRY if arguments.dry_run else NOT_FILED)
    return int(bool(reading.refused) and not arguments.accept_valid)


def _previewed(arguments: Namespace, region: str, at: datetime) -> tuple[Reading[DepartmentLine], int]:
    """Against the plan that stands; and how many of its lines the file no longer has."""
    code = arguments.department
    written = {name for name, meant in department_codes(region, at.date()).items() if meant == code}
    if not written:
        raise BadInput(f"没有部门 {code} · no department {code}", "用部门代码 · give its code")
    plan = plan_of(SYSTEM, region, arguments.year, code)
    held = {line.line_id: line for line in plan.lines} if plan else {}
    reading = own_lines(read_plans(read_rows(arguments.file)), written, code, held)
    return reading, len(held.keys() - {row.line.line_id for row in reading.rows})


def own_lines(
    reading: Reading[DepartmentLine], written: Collection[str], code: str, held: Mapping[str, LineRow]
) -> Reading[DepartmentLine]:
    """WY-5.2: what other departments would do is refused, row by row; the rest is compared with the lines `held`."""
    own = [replace(one, row=coded(one.row, written, code)) for one in reading.accepted if one.row.department in written]
    foreign = [
        Problem(one.sheet, one.number, "部门", "", "foreign_department", f"“{one.row.department}”不是报送部门")
        for one in reading.accepted
        if one.row.department not in written
    ]
    counted = Counter(verdict_of(held.get(one.row.line.line_id), one.row.line) for one in own)
    return replace(
        reading,
        accepted=own,
        problems=[*reading.problems, *foreign],
        new=counted[Verdict.NEW],
        changed=counted[Verdict.CHANGED],
        unchanged=counted[Verdict.UNCHANGED] + reading.unchanged,  # repeats within the file
        refused=reading.refused + len(foreign),
    )


def _file(arguments: Namespace, region: str, lines: list[LineRow], at: datetime) -> None:
    """A dry run asks the rules as well, and undoes it."""
    with transaction.atomic():
        before = plan_of(SYSTEM, region, arguments.year, arguments.department)
        if before and before.status is PlanStatus.FILED:
            take_back_plan(SYSTEM, TakeBackPlan(before.id), at)
        file_plan(SYSTEM, FilePlan(region, arguments.year, arguments.department, tuple(lines)), at)
        transaction.set_rollback(arguments.dry_run)


def _tell(reading: Reading[DepartmentLine], gone: int, outcome: str) -> None:
    for problem in reading.problems:
        if problem.level is Level.REFUSED:
            say(problem.line)
    show(f"{in_words(reading.new, reading.changed, reading.unchanged, reading.refused)} · 不再有 removed {gone}")
    show(outcome)
