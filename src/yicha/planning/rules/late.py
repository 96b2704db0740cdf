"""补入: demands that come after adoption, by a replacement or by a later wave, find their place; what stands keeps its own (YX-2.7b)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from yicha.engines.planning import Demand, Instance, Programme, Visit
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.types import VisitRow, VisitStatus

OPEN = frozenset({VisitStatus.PUBLISHED, VisitStatus.NOTIFIED})
Pair = tuple[str, str]  # line id, sid


def require_some_late(*, waiting: bool) -> None:
    """YX-2.7b: what is placed late follows from a draw; by hand nothing comes into an adopted programme."""
    if not waiting:
        raise RuleBroken("没有待补入的：递补未抽取，下一批未到开启的日子", clause="YX-2.7b", exits=(Exit("等递补抽取完成"),))


def pairs_of(row: VisitRow) -> set[Pair]:
    return {(demand.line, row.sid) for demand in row.demands}


def to_withdraw(rows: Iterable[VisitRow], lost: Collection[Pair]) -> list[VisitRow]:
    """YX-2.7b: the open visits for which nothing is left but what the draw lost."""
    return [row for row in rows if row.status in OPEN and pairs_of(row) <= set(lost)]


def late_demands(instance: Instance, adopted: Iterable[Demand], stands: Mapping[str, str], rows: Iterable[VisitRow]) -> frozenset[str]:
    """Demands that the adopted programme did not know and that no visit, cancelled ones included, ever held.

    `stands`: number → who stands for it since registrations were merged (YX-2.14).
    """
    known = {f"{one.line}/{stands.get(one.subject, one.subject)}" for one in adopted}
    placed = {f"{line}/{stands.get(sid, sid)}" for row in rows for line, sid in pairs_of(row)}
    return frozenset(instance.demands.keys() - known - placed)


def to_replan(instance: Instance, rows: Iterable[VisitRow], late: Collection[str]) -> Instance:
    """The year with every visit that stands locked in its place, and the late demands to be placed."""
    previous = [visit for row in rows if row.status is not VisitStatus.CANCELLED and (visit := _standing(instance, row)).demands]
    asked = {demand for visit in previous for demand in visit.demands}.union(late)
    demands = {name: demand for name, demand in instance.demands.items() if name in asked}
    return replace(instance, demands=demands, previous=tuple(previous))


def _standing(instance: Instance, row: VisitRow) -> Visit:
    own = tuple(sorted(name for line, sid in pairs_of(row) if (name := f"{line}/{sid}") in instance.demands))
    departments = tuple(sorted({instance.lines[instance.demands[name].line].department for name in own}))
    lead = row.lead if row.lead in departments else None
    return Visit(row.sid, row.week, own, departments, lead, row.door, pinned=True, lead_appointed=row.lead_appointed and lead is not None)


def new_visits(programme: Programme, late: Collection[str]) -> Sequence[Visit]:
    return [visit for visit in programme.visits if late and set(visit.demands) <= set(late)]
