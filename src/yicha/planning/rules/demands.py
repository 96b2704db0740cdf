"""需求: which line fell on which subject, by draw, by list or by full coverage (YX-2.10)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yicha.engines.planning.types import Demand
from yicha.planning.rules.pools import LISTED, RANDOM, Members
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow


@dataclass(frozen=True)
class Demands:
    """`unknown`: (line id, sid) of lists that name somebody who is not in the register, or no longer."""

    rows: tuple[Demand, ...]
    unknown: tuple[tuple[str, str], ...]


Periods = Mapping[str, tuple[date, date | None]]  # item code → first day in force, and the first day no longer
ONE_DAY = timedelta(days=1)


def in_force(lines: Iterable[DepartmentLine], periods: Periods) -> list[DepartmentLine]:
    """R-ITEM-1: what was filed and withdrawn since is not planned; what ends within the window, only until then."""
    kept = ((line, periods[line.line.item_code]) for line in lines if line.line.item_code in periods)
    cut = (
        (line, max(line.line.window[0], first), min(line.line.window[1], end - ONE_DAY) if end else line.line.window[1])
        for line, (first, end) in kept
    )
    return [replace(line, line=replace(line.line, window=(first, last))) for line, first, last in cut if first <= last]


def demands_of(
    lines: Iterable[DepartmentLine],
    members: Members,
    subjects: Mapping[str, SubjectRow],
    selected: Mapping[str, Collection[str]],
    stands: Mapping[str, str] | None = None,
) -> Demands:
    """`stands`: number → who stands for it since registrations were merged (YX-2.14); drawn or listed twice is one demand."""
    rows: list[Demand] = []
    unknown: list[tuple[str, str]] = []
    for line in lines:
        number = line.line.line_id
        sids = sorted({(stands or {}).get(sid, sid) for sid in _sids(line, members, selected)})
        unknown += [(number, sid) for sid in sids if sid not in subjects]
        rows += [Demand(f"{number}/{sid}", number, sid) for sid in sids if sid in subjects]
    return Demands(tuple(sorted(rows, key=lambda row: row.id)), tuple(sorted(unknown)))


def without_moved(
    found: Demands, lines: Iterable[DepartmentLine], subjects: Mapping[str, SubjectRow], moved: Callable[[DepartmentLine, SubjectRow], bool]
) -> Demands:
    """GX-3.5: where another department has the power over a subject meanwhile, nothing is demanded."""
    by_id = {line.line.line_id: line for line in lines}
    return replace(found, rows=tuple(row for row in found.rows if not moved(by_id[row.line], subjects[row.subject])))


def _sids(line: DepartmentLine, members: Members, selected: Mapping[str, Collection[str]]) -> Collection[str]:
    if line.line.selection == RANDOM:
        return selected[line.line.line_id]
    if line.line.selection == LISTED:
        return line.line.sids
    return [subject.sid for subject in members[line.line.line_id]]
