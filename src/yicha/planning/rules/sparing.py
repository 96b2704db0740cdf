"""无事不扰清单 (R-NODISTURB): who is not planned for, which item, until when; and who leaves the pools for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from yicha.engines.planning.types import Mode
from yicha.kernel.refusals import RuleBroken
from yicha.planning.rules.demands import Demands
from yicha.planning.types import DepartmentLine, EndSparing, SparedRow, SpareSubject
from yicha.subjects.types import SubjectRow


def require_entry(command: SpareSubject) -> None:
    """R-NODISTURB: an entry names its document and why, and ends some day."""
    if not command.basis.strip() or not command.reason.strip():
        raise RuleBroken("列入无事不扰清单须写明依据和理由", clause="R-NODISTURB")
    if command.first_day > command.last_day:
        raise RuleBroken("结束早于开始", clause="R-NODISTURB")


def require_end(command: EndSparing, first_day: date, open_from: date | None, today: date) -> None:
    """R-NODISTURB: an entry ends once, from today on at the earliest; what it spared stays spared."""
    if not command.reason.strip():
        raise RuleBroken("移出无事不扰清单须说明理由", clause="R-NODISTURB")
    if command.from_day < today or (open_from is not None and command.from_day >= open_from):
        raise RuleBroken("移出日期须不早于今天，并在有效期以内", clause="R-NODISTURB")


Spares = Callable[[DepartmentLine, SubjectRow], SparedRow | None]


def spares(rows: Iterable[SparedRow]) -> Spares:
    """R-NODISTURB: by which entry is a subject on the list for a line on any day of its window, if by any?

    Nobody is disturbed off-site or against a statute.
    """
    held: dict[str, list[SparedRow]] = {}
    for row in rows:
        held.setdefault(row.sid, []).append(row)

    def spared(line: DepartmentLine, subject: SubjectRow) -> SparedRow | None:
        if line.line.exemption or not Mode(line.line.mode).opens_door:
            return None
        return next((row for row in held.get(subject.sid, ()) if row.covers(line.line.item_code, *line.line.window)), None)

    return spared


def without_spared(found: Demands, lines: Iterable[DepartmentLine], subjects: Mapping[str, SubjectRow], spared: Spares) -> Demands:
    """R-NODISTURB: nothing is demanded of them, not by list or full coverage either."""
    by_id = {line.line.line_id: line for line in lines}
    return replace(found, rows=tuple(row for row in found.rows if not spared(by_id[row.line], subjects[row.subject])))


def whole_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
