"""What the plans' screens show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from yicha.items.queries import items_in_force
from yicha.kernel.actor import SYSTEM, Actor
from yicha.orgs.queries import departments
from yicha.planning.queries import MODES, SELECTIONS, annual_plan_due, items_held, plan_of, plan_rows
from yicha.planning.rules.rollover import Draft, draft_of
from yicha.planning.types import LineRow, PlanningPermission, PlanRow, PlanSheet, PlanStatus
from yicha.planning.web.scenes import wanted
from yicha.planning.web.words import PLAN_WORDS

TONES = {PlanStatus.DRAFT: "soon", PlanStatus.FILED: "good", PlanStatus.RETURNED: "late", PlanStatus.FROZEN: "inner"}


@dataclass(frozen=True)
class Filed:
    """A department in the summary: its plan, or that there is none."""

    name: str
    row: PlanRow | None
    words: str | Promise
    tone: str
    kinds: Sequence[tuple[str | Promise, int]]


@dataclass(frozen=True)
class ShownLine:
    row: LineRow
    selection: str | Promise
    mode: str | Promise
    scope: str


def names_of(year: int) -> Mapping[str, str]:
    return {found.code: found.short_name for found in departments(SYSTEM, date(year, 1, 1))}


def overview(actor: Actor, year: int) -> dict[str, Any]:
    """Every department that has published items, filed or not."""
    rows = {row.department: row for row in plan_rows(actor, actor.region, year)}
    titles = names_of(year)
    codes = {item.department for item in items_in_force(actor, actor.region, date(year, 1, 1)).values()} | set(rows)
    filed = [_filed(titles.get(code, code), rows.get(code)) for code in sorted(codes)]
    ready = [row for row in rows.values() if not row.status.open]
    return {
        "filed": filed,
        "departments_count": len(filed),
        "filed_count": len(ready),
        "lines_count": sum(row.lines for row in ready),
        "frozen": any(row.status is PlanStatus.FROZEN for row in ready),
        "may_freeze": actor.may(PlanningPermission.FREEZE) and bool(ready),
        "missing": [one.name for one in filed if one.row is None or one.row.status.open],
        "due": annual_plan_due(actor.region, year),
    }


def _filed(name: str, row: PlanRow | None) -> Filed:
    if row is None:
        return Filed(name, None, "", "off", ())
    return Filed(name, row, PLAN_WORDS[row.status], TONES[row.status], [(SELECTIONS[kind], count) for kind, count in row.kinds])


def last_years(actor: Actor, year: int) -> Draft | None:
    """The department's lines of the year before, moved; None if there are none, or the year has lines of its own."""
    before = plan_of(actor, actor.region, year - 1, actor.department)
    own = plan_of(actor, actor.region, year, actor.department)
    if before is None or (own and own.lines):
        return None
    return draft_of(before.lines, year, items_held(actor, actor.region, date(year, 1, 1)))


def sheet_page(actor: Actor, sheet: PlanSheet | None, year: int, at: datetime) -> dict[str, Any]:
    """One department's plan; its own people may change it until it is filed, and take it back until it is frozen."""
    department = sheet.department if sheet else actor.department
    own = actor.may(PlanningPermission.FILE_PLAN) and actor.department == department
    may_edit = own and (sheet is None or sheet.status.open)
    filed = sheet is not None and sheet.status is PlanStatus.FILED
    lines = [ShownLine(line, SELECTIONS[line.selection], MODES[line.mode], _scope(line)) for line in sheet.lines] if sheet else []
    return {
        "sheet": sheet,
        "lines": lines,
        "department": names_of(year).get(department, department),
        "words": PLAN_WORDS[sheet.status] if sheet else "",
        "tone": TONES[sheet.status] if sheet else "off",
        "may_edit": may_edit,
        "may_take_back": own and filed,
        "due": annual_plan_due(actor.region, year),
        "from_before": may_edit and not lines and last_years(actor, year) is not None,
        "wanted": wanted(actor, at.date(), sheet.lines if sheet else ()) if may_edit else [],
        "may_return": filed and actor.may(PlanningPermission.RETURN_PLAN),
        "at": at,
    }


def _scope(line: LineRow) -> str:
    return "" if line.scope_query == "TRUE" else line.scope_query
