"""需求: which line fell on which subject, by draw, by list or by full coverage (YX-2.10)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from yicha.engines.planning.types import Demand
from yicha.planning.rules.pools import LISTED, RANDOM, Members
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow


@dataclass(frozen=True)
class Demands:
    """`unknown`: (line id, sid) of lists that name somebody who is not in the register, or no longer."""

    rows: tuple[Demand, ...]
    unknown: tuple[tuple[str, str], ...]


def demands_of(
    lines: Iterable[DepartmentLine],
    members: Members,
    subjects: Mapping[str, SubjectRow],
    selected: Mapping[str, Collection[str]],
) -> Demands:
    rows: list[Demand] = []
    unknown: list[tuple[str, str]] = []
    for line in lines:
        number = line.line.line_id
        sids = _sids(line, members, selected)
        unknown += [(number, sid) for sid in sids if sid not in subjects]
        rows += [Demand(f"{number}/{sid}", number, sid) for sid in sids if sid in subjects]
    return Demands(tuple(sorted(rows, key=lambda row: row.id)), tuple(sorted(unknown)))


def _sids(line: DepartmentLine, members: Members, selected: Mapping[str, Collection[str]]) -> list[str]:
    if line.line.selection == RANDOM:
        return sorted(selected[line.line.line_id])
    if line.line.selection == LISTED:
        return sorted(set(line.line.sids))
    return sorted(subject.sid for subject in members[line.line.line_id])
